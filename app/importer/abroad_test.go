package importer

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// TestTablesInOtherLanguages reads the sheets of German, French, Spanish and
// Japanese teams by nothing but their heads.
func TestTablesInOtherLanguages(t *testing.T) {
	const want = "Dachsanierung|Muster AG|Ann Lee|1234.56|Angebot|open|2026-12-01|2026-12-31|Ringbau|Müller Bau|Bob|98765432.10|-|won|2026-01-05|2026-03-15"
	for name, content := range map[string]string{
		"German": "Verkaufschance;Firma;Verkäufer;Ansprechpartner;Betrag;Phase;Status;Erstellt am;Abschlussdatum;Bemerkung\n" +
			"Dachsanierung;Muster AG;Ann Lee;Eva;1.234,56 €;Angebot;Offen;01.12.2026;31.12.2026;\nRingbau;Müller Bau;Bob;Max;98.765.432,10;Verhandlung;Gewonnen;05.01.2026;15.03.2026;x\n",
		"French": "Affaire;Entreprise;Commercial;Contact;Montant;Étape;Statut;Date de création;Date de clôture\n" +
			"Dachsanierung;Muster AG;Ann Lee;Eva;1 234,56 €;Angebot;En cours;01/12/2026;31/12/2026\nRingbau;Müller Bau;Bob;Max;98 765 432,10 €;Négociation;Gagné;05/01/2026;15/03/2026\n",
		"Spanish": "Negocio;Empresa;Vendedor;Contacto;Importe;Etapa;Estado;Fecha de creación;Fecha de cierre\n" +
			"Dachsanierung;Muster AG;Ann Lee;Eva;1.234,56;Angebot;Abierto;1 de diciembre de 2026;31 de diciembre de 2026\nRingbau;Müller Bau;Bob;Max;98.765.432,10;x;Ganado;5 de enero de 2026;15 de marzo de 2026\n",
		"Japanese": "案件名,取引先,営業担当,先方担当者,金額,フェーズ,結果,作成日,完了予定日\n" +
			"Dachsanierung,Muster AG,Ann Lee,Eva,\"1,234.56\",Angebot,商談中,2026年12月1日,2026/12/31\nRingbau,Müller Bau,Bob,Max,\"98,765,432.10\",x,受注,2026年1月5日,2026/3/15\n",
	} {
		t.Run(name, func(t *testing.T) {
			kind, ok, err := Guess(context.Background(), BytesSource("Export.csv", []byte(content)), Options{})
			if err != nil || !ok || kind != KindDeals {
				t.Errorf("taken for %q, %v", kind, err)
			}
			drafts, report := readText(t, content, KindDeals, Options{})
			var got []string
			for _, draft := range drafts {
				d := as[*DealDraft](t, draft)
				stage, closed := d.Stage, d.ExpectedClose
				if d.Outcome != OutcomeOpen {
					stage, closed = "-", d.Closed.Day
				}
				got = append(got, d.Name, d.Account, d.Rep, d.Amount.String(), stage, string(d.Outcome), d.Created.Day.String(), closed.String())
			}
			if strings.Join(got, "|") != want || report.Rejected > 0 {
				t.Errorf("%q, want %q; %+v; %v", strings.Join(got, "|"), want, report.Rejections, report.Detection.Mapping())
			}
		})
	}
}

// TestOtherTablesInOtherLanguages guesses kinds and finds the columns that matter.
func TestOtherTablesInOtherLanguages(t *testing.T) {
	for _, c := range []struct {
		head string
		kind Kind
		want string // field=column
	}{
		{"Vorname;Name;Firma;Funktion;Telefon;E-Mail", KindContacts, "first_name=Vorname last_name=Name account=Firma title=Funktion phone=Telefon email=E-Mail"},
		{"Prénom;Nom;Entreprise;Fonction;Téléphone;Courriel", KindContacts, "first_name=Prénom last_name=Nom account=Entreprise phone=Téléphone email=Courriel"},
		{"Nombre;Apellidos;Empresa;Cargo;Teléfono;Correo", KindContacts, "first_name=Nombre last_name=Apellidos account=Empresa phone=Teléfono email=Correo"},
		{"氏名,会社名,役職,電話番号,メールアドレス", KindContacts, "name=氏名 account=会社名 title=役職 phone=電話番号 email=メールアドレス"},
		{"Datum;Uhrzeit;Verkäufer;Aktivität;Ergebnis;Betreff;Dauer", KindActivities, "at=Datum at_time=Uhrzeit rep=Verkäufer type=Aktivität outcome=Ergebnis subject=Betreff duration=Dauer"},
		{"Fecha;Hora;Vendedor;Tipo;Asunto", KindActivities, "at=Fecha at_time=Hora rep=Vendedor type=Tipo subject=Asunto"},
		{"日付,担当者,種別,件名,結果", KindActivities, "at=日付 rep=担当者 type=種別 subject=件名 outcome=結果"},
		{"Verkäufer;Monat;Ziel", KindQuotas, "rep=Verkäufer period=Monat amount=Ziel"},
		{"Commercial;Mois;Objectif", KindQuotas, "rep=Commercial period=Mois amount=Objectif"},
		{"Verkaufschance;Neue Phase;Geändert am", KindStageHistory, "deal=Verkaufschance at=Geändert_am"},
	} {
		kind, ok, err := Guess(context.Background(), BytesSource("Export.csv", []byte(c.head+"\n")), Options{})
		if err != nil || !ok || kind != c.kind {
			t.Errorf("%s is taken for %q, %v", c.head, kind, err)
			continue
		}
		d, err := Detect(context.Background(), BytesSource("Export.csv", []byte(c.head+"\n")), c.kind, Options{})
		if err != nil {
			t.Fatal(err)
		}
		mapped := d.Mapping()
		for pair := range strings.FieldsSeq(c.want) {
			field, column, _ := strings.Cut(pair, "=")
			if mapped[field] != strings.ReplaceAll(column, "_", " ") {
				t.Errorf("%s: %s is read from %q, want %q", c.head, field, mapped[field], column)
			}
		}
	}
}

// TestQuotasOfMonthsInOtherLanguages reads a column per month.
func TestQuotasOfMonthsInOtherLanguages(t *testing.T) {
	drafts, report := readText(t, "Verkäufer;Januar 2026;Februar 2026;März 2026\nAnn;1.000,50;2.000,00;3.000,00\n", KindQuotas, Options{})
	if len(drafts) != 3 || report.Rejected > 0 {
		t.Fatalf("%d quotas, %+v", len(drafts), report.Rejections)
	}
	first, last := as[*QuotaDraft](t, drafts[0]), as[*QuotaDraft](t, drafts[2])
	if first.Amount.String() != "1000.50" || last.Period.Month.String() != "2026-03" || last.Amount.Float() != 3000 {
		t.Errorf("%v %v, %v %v", first.Period, first.Amount, last.Period, last.Amount)
	}
}

// TestActivitiesInOtherLanguages understands the words in the cells.
func TestActivitiesInOtherLanguages(t *testing.T) {
	got, report := activitiesIn(t, "Datum;Uhrzeit;Typ\n24.12.2026;14:30;Anruf\n24.12.2026;;Termin\n3. Dezember 2026;;Aufgabe\nDonnerstag, 3. Dez. 2026;;E-Mail\n", Options{})
	if strings.Join(got, "; ") != "call 2026-12-24T14:30   0; meeting 2026-12-24   0; task 2026-12-03   0; mail 2026-12-03   0" {
		t.Errorf("%q %+v", got, report.Rejections)
	}
}

// TestNumbersThatCountTheRows are no ids, under heads that sheets have for them;
// ids that merely are numbers stay ids.
func TestNumbersThatCountTheRows(t *testing.T) {
	for _, c := range []struct {
		head, ids string
		counts    bool
	}{
		{"번호", "1 2 3", true},
		{"순번", "1 2 3", true},
		{"No.", "1 2 3", true},
		{"#", "1 2 3", true},
		{"NO", "1 2 합계", true},
		{"번호", "1 2 1", true},
		{"번호", "2 3 4", false},
		{"번호", "1 2 4", false},
		{"번호", "1 2 2", false},
		{"번호", "2026-1 2026-2 2026-3", false},
		{"거래번호", "1 2 3", false},
		{"ID", "1 2 3", false},
	} {
		content := c.head + ",거래명,금액,담당자\n"
		for i, id := range strings.Fields(c.ids) {
			name := fmt.Sprintf("거래%d", i)
			if id == "합계" {
				name = ""
			}
			content += id + "," + name + ",100,\n"
		}
		drafts, report := readText(t, content, KindDeals, Options{})
		first := as[*DealDraft](t, drafts[0])
		if (report.Detection.Numbering == c.head) != c.counts || (c.counts && first.ExternalID != "") || (!c.counts && first.ExternalID == "") {
			t.Errorf("%s %s: id %q, counting %q", c.head, c.ids, first.ExternalID, report.Detection.Numbering)
		}
	}
	drafts, _ := readText(t, "번호,거래명\n1,가\n2,나\n", KindDeals, Options{Map: map[string]string{"external_id": "번호", "name": "거래명"}})
	if as[*DealDraft](t, drafts[1]).ExternalID != "2" {
		t.Errorf("mapped by hand: %+v", drafts[1])
	}
}
