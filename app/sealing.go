package app

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"

	"attain/app/sales"
)

// SealedExtension ends the name of a file that is sealed with a passphrase,
// in the format of age (age-encryption.org/v1).
const SealedExtension = ".age"

// sealMark is how every sealed file begins.
const sealMark = "age-encryption.org/v1"

// Seal begins a sealed file on w: what is written to the result reaches w
// encrypted, and nothing of it can be read without the passphrase. The file
// is complete only once the result is closed.
func Seal(w io.Writer, passphrase string) (io.WriteCloser, error) {
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	sealed, err := age.Encrypt(w, recipient)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return sealed, nil
}

// Unseal reads a sealed file. A wrong passphrase, or none, is an Invalid of
// the field "passphrase"; a file that was changed or cut short is a
// *sales.FileError (corrupt), here or while it is read.
func Unseal(r io.Reader, passphrase string) (io.Reader, error) {
	if passphrase == "" {
		return nil, invalid("passphrase", "app.error.passphraseNeeded")
	}
	identity, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, fmt.Errorf("unseal: %w", err)
	}
	plain, err := age.Decrypt(r, identity)
	var wrong *age.NoIdentityMatchError
	switch {
	case errors.As(err, &wrong):
		return nil, invalid("passphrase", "app.error.passphraseWrong")
	case err != nil:
		return nil, &sales.FileError{Fault: sales.FileCorrupt, Doing: "unseal", Err: err}
	}
	return unsealing{plain}, nil
}

// unsealing tells damage, which the seal notices, from faults of the disk.
type unsealing struct{ plain io.Reader }

// Read reads on; every fault but the end is one of the file.
func (u unsealing) Read(p []byte) (int, error) {
	n, err := u.plain.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = &sales.FileError{Fault: sales.FileCorrupt, Doing: "unseal", Err: err}
	}
	return n, err
}

// Sealed reports whether the file at path is sealed with a passphrase.
func Sealed(path string) (bool, error) {
	file, err := os.Open(path)
	if err != nil {
		return false, sales.FileFailure("open "+path, err)
	}
	defer file.Close() //nolint:errcheck // only read
	begins, err := bufio.NewReader(file).Peek(len(sealMark))
	if err != nil && !errors.Is(err, io.EOF) {
		return false, sales.FileFailure("read "+path, err)
	}
	return bytes.Equal(begins, []byte(sealMark)), nil
}

// WriteSealed is WriteFile with a passphrase: what write writes is sealed. No
// passphrase writes the file as it is.
func WriteSealed(path, passphrase string, write func(io.Writer) error) error {
	return outFile{}.sealed(path, passphrase, write)
}

func (o outFile) sealed(path, passphrase string, write func(io.Writer) error) error {
	if passphrase == "" {
		return o.write(path, write)
	}
	return o.write(path, func(w io.Writer) error {
		sealed, err := Seal(w, passphrase)
		if err != nil {
			return err
		}
		if err := write(sealed); err != nil {
			return err // unclosed: what was written cannot be taken for whole
		}
		return sealed.Close()
	})
}

// UnsealBackup gives the path of a backup that can be read: the backup itself
// if it is not sealed, else a private copy in folder, which is that of the
// database it is to replace. done removes the copy; it is never nil.
func UnsealBackup(ctx context.Context, path, passphrase, folder string) (plain string, done func() error, err error) {
	nothing := func() error { return nil }
	sealed, err := Sealed(path)
	if err != nil || !sealed {
		return path, nothing, err
	}
	file, err := os.Open(path)
	if err != nil {
		return "", nothing, sales.FileFailure("open "+path, err)
	}
	defer file.Close() //nolint:errcheck // only read
	source, err := Unseal(bufio.NewReader(file), passphrase)
	if err != nil {
		return "", nothing, err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", nothing, sales.FileFailure("unseal "+path, err)
	}
	plain, err = temporaryCopy(folder)
	if err != nil {
		return "", nothing, err
	}
	err = WriteFile(plain, func(w io.Writer) error {
		_, err := io.Copy(w, untilDone{ctx, source})
		return err
	})
	done = func() error { return ignoreMissing(os.Remove(plain)) }
	if err != nil {
		return "", nothing, errors.Join(err, done())
	}
	return plain, done, nil
}

// temporaryCopy makes an empty private file for an unsealed database. Its name
// is one that the store sweeps away when a killed program left it.
func temporaryCopy(folder string) (string, error) {
	file, err := os.CreateTemp(folder, ".unsealed.db-*.tmp")
	if err != nil {
		return "", sales.FileFailure("make a temporary copy in "+folder, err)
	}
	return file.Name(), sales.FileFailure("make a temporary copy in "+folder, file.Close())
}

// untilDone is a reader that ends with its context.
type untilDone struct {
	ctx context.Context
	io.Reader
}

// Read reads on unless the context has ended.
func (u untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.Reader.Read(p)
}

// sealBackup writes a sealed backup to path. The plain copy it is made from
// stands beside the database, which is plain itself, never beside the backup.
func (s *Service) sealBackup(ctx context.Context, path, passphrase, database string) (err error) {
	plain, err := temporaryCopy(filepath.Dir(database))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ignoreMissing(os.Remove(plain))) }()
	if err := s.store.Backup(ctx, plain); err != nil {
		return err
	}
	file, err := os.Open(plain)
	if err != nil {
		return sales.FileFailure("back up to "+path, err)
	}
	defer file.Close() //nolint:errcheck // only read
	return s.out.sealed(path, passphrase, func(w io.Writer) error {
		_, err := io.Copy(w, untilDone{ctx, file})
		return err
	})
}

// BackUpSealed writes a consistent copy of the database to path, sealed with
// a passphrase; without one it is Backup. database is where the database is.
func (s *Service) BackUpSealed(ctx context.Context, path, passphrase, database string) error {
	if passphrase == "" {
		return s.Backup(ctx, path)
	}
	return s.sealBackup(ctx, path, passphrase, database)
}

// unsealedName is the name of a file without the mark of a seal.
func unsealedName(path string) string {
	if strings.EqualFold(filepath.Ext(path), SealedExtension) {
		return path[:len(path)-len(SealedExtension)]
	}
	return path
}
