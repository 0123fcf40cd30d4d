package importer

// abroad are the headers that mean a field in German, French, Spanish and
// Japanese, for the fields that most tables have; accents are left out in
// comparing. What the languages share with English is in the kinds' own lists.
func abroad(kind Kind) map[string]string {
	switch kind {
	case KindDeals:
		return dealsAbroad()
	case KindStageHistory:
		return map[string]string{
			"deal":  "verkaufschance|affaire|opportunité|transaction|negocio|oportunidad|案件名|商談名|案件id|商談id",
			"stage": "neue phase|verkaufsphase|nouvelle étape|étape|nueva etapa|etapa|fase|新しいステージ|ステージ|フェーズ|変更後|新しい値",
			"at":    "datum|geändert am|modifié le|date de modification|fecha|modificado el|fecha de cambio|日付|変更日|更新日|変更日時",
		}
	case KindActivities:
		return activitiesAbroad()
	case KindLeads:
		return leadsAbroad()
	case KindQuotas:
		return map[string]string{
			"rep":    repsAbroad,
			"period": "monat|zeitraum|quartal|mois|période|trimestre|mes|periodo|月|対象月|期間|年月",
			"amount": "ziel|zielbetrag|quote|soll|umsatzziel|zielumsatz|objectif|cible|objetivo|meta|cuota|目標|目標金額|ノルマ|売上目標",
			"year":   "jahr|année|año|年|年度",
		}
	case KindReps:
		return map[string]string{
			"name":       "mitarbeiter|verkäufer|vertriebsmitarbeiter|nom|commercial|vendeur|nombre|vendedor|氏名|名前|担当者|担当者名|営業担当",
			"email":      "e-mail-adresse|courriel|adresse e-mail|correo|correo electrónico|メール|メールアドレス",
			"manager":    "vorgesetzter|teamleiter|responsable|gerente|jefe|上司|マネージャー",
			"started":    "eintritt|eintrittsdatum|date d'entrée|date d'embauche|fecha de ingreso|fecha de alta|入社日",
			"left":       "austritt|austrittsdatum|date de sortie|date de départ|fecha de baja|退社日|退職日",
			"first_name": "vorname|prénom|nombre de pila|名",
			"last_name":  "nachname|nom de famille|apellido|apellidos|姓",
		}
	case KindProducts:
		return map[string]string{
			"external_id": "artikelnummer|référence|referencia|品番|商品コード",
			"name":        "produkt|artikel|bezeichnung|produktname|produit|article|nom du produit|producto|artículo|nombre|製品|商品|商品名|製品名",
			"price":       "preis|stückpreis|listenpreis|einzelpreis|prix|prix unitaire|precio|precio unitario|単価|価格|定価",
			"category":    "kategorie|produktgruppe|catégorie|famille|categoría|familia|カテゴリ|分類",
		}
	case KindAccounts:
		return map[string]string{
			"external_id": "kundennummer|numéro client|número de cliente|顧客番号|取引先コード",
			"name":        "firma|kunde|unternehmen|firmenname|kundenname|nom|entreprise|société|raison sociale|nombre|empresa|cuenta|cliente|会社名|企業名|取引先|取引先名|顧客名",
			"industry":    "branche|secteur|secteur d'activité|industria|業種|業界",
			"region":      "ort|stadt|land|région|ville|pays|región|ciudad|país|provincia|地域|都道府県|国",
		}
	case KindContacts:
		return map[string]string{
			"name":       "ansprechpartner|kontakt|nom|interlocuteur|nombre|contacto|氏名|名前|担当者名",
			"email":      "e-mail-adresse|courriel|adresse e-mail|correo|correo electrónico|メール|メールアドレス",
			"phone":      "telefon|telefonnummer|mobil|handy|téléphone|tél|portable|teléfono|móvil|celular|電話|電話番号|携帯|携帯電話",
			"title":      "funktion|fonction|poste|cargo|puesto|役職|部署",
			"account":    accountsAbroad,
			"first_name": "vorname|prénom|nombre de pila|名",
			"last_name":  "nachname|nom de famille|apellido|apellidos|姓",
		}
	default:
		return nil
	}
}

const (
	repsAbroad = `verkäufer|vertriebsmitarbeiter|zuständig|zuständiger|zugewiesen an|besitzer|inhaber|bearbeiter|betreuer|verantwortlich|verantwortlicher|
		eigentümer|mitarbeiter|deal-besitzer|commercial|vendeur|propriétaire|responsable|attribué à|propriétaire de la transaction|vendedor|comercial|
		propietario|asignado a|propietario del negocio|ejecutivo|担当者|営業担当|営業担当者|担当|担当者名|所有者|取引担当者`
	accountsAbroad = `firma|kunde|unternehmen|kundenname|firmenname|entreprise|société|compte|nom du compte|nom de l'entreprise|raison sociale|
		cliente|empresa|cuenta|compañía|nombre de la cuenta|nombre de la empresa|会社名|企業名|顧客名|取引先|取引先名|顧客|会社|お客様名`
)

func dealsAbroad() map[string]string {
	return map[string]string{
		"external_id": "verkaufschance-id|auftragsnummer|vorgangsnummer|numéro d'affaire|référence|id de oportunidad|referencia|案件id|商談id|案件番号|取引id|管理番号|レコードid",
		"name": `bezeichnung|titel|verkaufschance|projekt|auftrag|nom|affaire|opportunité|nom de l'affaire|nom de l'opportunité|titre|projet|transaction|nom de la transaction|
			nombre|negocio|nombre del negocio|oportunidad|nombre de la oportunidad|título|proyecto|trato|案件名|商談名|取引名|件名|案件|商談|プロジェクト名`,
		"account": accountsAbroad,
		"rep":     repsAbroad,
		"product": "produkt|artikel|produktname|produit|article|nom du produit|producto|artículo|製品|商品|商品名|製品名",
		"units":   "menge|anzahl|stückzahl|stück|quantité|qté|cantidad|unidades|数量|個数",
		"amount": `betrag|wert|umsatz|summe|auftragswert|deal-wert|volumen|auftragsvolumen|gesamtbetrag|montant|valeur|chiffre d'affaires|montant ht|montant total|prix|
			importe|monto|valor|valor del negocio|importe total|ingresos|precio|金額|受注金額|売上|売上金額|見込金額|契約金額|取引金額`,
		"stage":   "verkaufsphase|vertriebsphase|deal-phase|stufe|étape|étape de vente|étape de la transaction|stade|etapa|fase|etapa del negocio|etapa de venta|フェーズ|ステージ|商談フェーズ|段階|取引ステージ|進捗",
		"created": "erstellt|erstellt am|angelegt am|erstelldatum|erstellungsdatum|anlagedatum|erfasst am|date de création|créé le|fecha de creación|creado|creado el|fecha creación|fecha de alta|作成日|登録日|作成日時|登録日時|発生日",
		"closed": `abschlussdatum|abschluss|schlussdatum|abgeschlossen am|geschlossen|geschlossen am|auftragsdatum|vertragsdatum|date de clôture|date de fermeture|clôture|date de signature|
			fecha de cierre|fecha cierre|cierre|cerrado el|fecha de firma|完了予定日|受注日|クローズ日|契約日|成約日|完了日`,
		"outcome":        "ergebnis|zustand|dealstatus|résultat|statut|resultado|estado|estatus|結果|ステータス|状態|受注状況",
		"reason":         "grund|verlustgrund|absagegrund|motif|raison|motif de perte|raison de la perte|motivo|motivo de pérdida|razón|razón de pérdida|失注理由|理由|敗因|受注理由",
		"source":         "quelle|leadquelle|lead-quelle|herkunft|origine|provenance|origen|fuente|procedencia|リードソース|流入元|経路|情報源",
		"expected_close": "voraussichtlicher abschluss|erwarteter abschluss|erwartetes abschlussdatum|voraussichtliches abschlussdatum|geplanter abschluss|date de clôture prévue|clôture prévue|date prévue|fecha de cierre prevista|cierre previsto|fecha prevista de cierre|fecha estimada de cierre|受注予定日|予定日|成約予定日|クローズ予定日",
		"probability":    "wahrscheinlichkeit|abschlusswahrscheinlichkeit|probabilité|probabilidad|確度|受注確度|確率",
		"next_step":      "nächster schritt|nächste aktion|prochaine étape|prochaine action|próximo paso|siguiente paso|próxima acción|次のステップ|次回アクション|ネクストアクション",
		"currency":       "währung|devise|monnaie|moneda|divisa|通貨",
		"contacts":       "ansprechpartner|kontakt|kontaktperson|interlocuteur|nom du contact|contacto|persona de contacto|先方担当者|顧客担当者",
		"notes":          "notiz|notizen|bemerkung|bemerkungen|kommentar|beschreibung|anmerkung|anmerkungen|commentaire|commentaires|remarques|nota|notas|comentario|comentarios|observaciones|descripción|備考|メモ|コメント|説明",
	}
}

func activitiesAbroad() map[string]string {
	return map[string]string{
		"rep":       repsAbroad,
		"type":      "typ|art|aktivität|aktivitätsart|aktivitätstyp|type d'activité|tipo|tipo de actividad|種別|種類|活動種別|タイプ",
		"at":        "datum|zeitpunkt|fällig am|fälligkeitsdatum|date et heure|échéance|date d'échéance|fecha|fecha y hora|fecha de vencimiento|日付|日時|実施日|活動日|期日",
		"at_time":   "uhrzeit|heure|hora|時刻|時間",
		"direction": "richtung|sens|dirección|方向",
		"outcome":   "ergebnis|résultat|resultado|結果",
		"deal":      "verkaufschance|affaire|opportunité|transaction|negocio|oportunidad|案件名|商談名|案件|商談",
		"subject":   "betreff|titel|objet|sujet|titre|asunto|título|件名",
		"duration":  "dauer|durée|duración|所要時間",
		"account":   accountsAbroad,
		"notes":     "notiz|notizen|bemerkung|kommentar|commentaire|notas|comentario|comentarios|備考|メモ|内容",
	}
}

func leadsAbroad() map[string]string {
	return map[string]string{
		"name":       "ansprechpartner|nom|interlocuteur|nombre|contacto|氏名|名前|担当者名",
		"company":    accountsAbroad,
		"rep":        "verkäufer|zuständig|besitzer|inhaber|commercial|propriétaire|vendedor|propietario|営業担当|担当者",
		"source":     "quelle|leadquelle|lead-quelle|herkunft|origine|provenance|origen|fuente|リードソース|流入元|経路",
		"created":    "erstellt|erstellt am|angelegt am|date de création|créé le|fecha de creación|creado el|作成日|登録日",
		"status":     "lead-status|leadstatus|statut|estado|ステータス|状態",
		"email":      "e-mail-adresse|courriel|adresse e-mail|correo|correo electrónico|メール|メールアドレス",
		"phone":      "telefon|telefonnummer|mobil|téléphone|teléfono|móvil|電話|電話番号|携帯",
		"first_name": "vorname|prénom|nombre de pila|名",
		"last_name":  "nachname|nom de famille|apellido|apellidos|姓",
	}
}
