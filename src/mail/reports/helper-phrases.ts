/**
 * Words near an address that is not the unreachable recipient, without accents or boundaries: sources of regular
 * expressions, one or more languages per line.
 */

/** A request to write to the address behind it. That somebody could not be contacted is not one. */
export const REQUESTS = [
  String.raw`please (?:contact|write|send|e-?mail|forward|call|reply|direct|report)|(?<!(?:not|n't|unable to|failed to|trying to|attempt(?:ing|ed)? to) )contact|assistance|questions?|report(?:s|ed)? .{0,30}to\b`,
  String.raw`(?:kontaktieren|richten|schreiben|mailen) sie|(?:wenden|melden) sie sich|nehmen sie kontakt`,
  String.raw`contactez|écrivez|adressez-vous|(?:merci|prière) (?:de |d['’])(?:bien vouloir )?(?:nous )?(?:contacter|écrire|joindre|vous adresser)|veuillez (?:nous )?(?:contacter|écrire|joindre|vous adresser)|pouvez (?:nous )?(?:contacter|écrire|joindre|vous adresser)`,
  String.raw`contacten?\b|(?:póngase|ponerse) en contacto|escr[ií]ba(?:nos|n)?\b|escríbenos|(?:diríja|comuníque)se|(?:puede|por favor,?) (?:contactar|escribir)`,
  String.raw`(?<!(?:possibile|impossibile|riuscit[oi] a|potuto) )contatt(?:are|ate|a)\b|scriv(?:ere|ete|a|i) a\b|rivolg(?:ersi|a(?:si)?|etevi|iti)\b`,
  String.raw`entre em conta(?:c)?to|(?<!(?:possível|conseguiu) )conta(?:c)?te\b|escreva|dirija-se|fale com`,
  String.raw`neem(?:t u)? contact|contacteer|schrijf (?:naar|aan)|mail naar|wend u|richt u`,
  String.raw`(?<!(?:inte|ikke|att|at) )kontakta\b|skriv till?\b|mejla|vänd dig|henvend (?:dig|deg)|ota(?:tte)? yhteyttä|kirjoita`,
  String.raw`s?kontaktuj(?:cie|emy|te)?\b|o kontakt\b|prosz[eę] (?:pisać|napisać)|napisz|zwróć się|obraťte s[ea]|(?:na)?píšte|obratite se|kontaktirajte|pišite`,
  String.raw`forduljon|írjon|vegye fel a kapcsolatot|contactați|scrieți|adresați-vă`,
  String.raw`обратитесь|обращайтесь|свяжитесь|(?:на)?пишите|зверніться|звертайтеся|зв.?яжіться|(?:на)?пишіть|обърнете се|свържете се|пишете`,
  String.raw`επικοινωνήστε|γράψτε|απευθυνθείτε|liên hệ|hubungi|اتصل|تواصل`,
];

/** The name of help in front of its address. */
export const HELP = [
  String.raw`(?:helpdesk|help|support)(?=.{0,12}$)|hilfe|(?:rück)?fragen|kontakt|ansprechpartner`,
  String.raw`aide|renseignements?|ayuda|dudas|preguntas|consultas|contacto|soporte|aiuto|assistenza|domande|contatti|supporto`,
  String.raw`ajuda|dúvidas|perguntas|contato|suporte|hulp|vragen|ondersteuning|hjälp|frågor|hjælp|spørgsmål|hjelp|spørsmål|apua|kysymy\p{L}{0,8}|tuki`,
  String.raw`pomoc|pytania|dotazy|otázky|segítség|kérdés\p{L}{0,8}|kapcsolat|ajutor|întrebări|pitanja`,
  String.raw`помощ\p{L}{0,3}|вопрос\p{L}{0,3}|контакт\p{L}{0,3}|поддержк\p{L}|допомог\p{L}|питан\p{L}{0,3}|въпроси`,
  String.raw`yardım|destek|iletişim|sorularınız\p{L}{0,4}|βοήθεια|ερωτήσεις|επικοινωνία|hỗ trợ|bantuan|עזרה|תמיכה|مساعدة|للمساعدة|الدعم`,
];

/** Both, in scripts without spaces between words. */
export const UNSPACED_REQUESTS = [
  '問い?合わ?せ|ご連絡|連絡先|ヘルプ|サポート|ご質問|(?<!无法|無法|不能)(?:联系|聯繫|聯絡|联络)|咨询|諮詢|帮助|幫助|客服|문의|연락|도움',
];

/** The same behind the address, where the language has its verb there. */
export const REQUESTS_BEHIND = [
  String.raw`\s?(?:まで|へ|に|宛に|宛てに)?、?(?:ご連絡|ご相談|お?問い?合わ?せ)`,
  String.raw`(?:으로|로|에게|에) ?(?:문의|연락)`,
  String.raw`['’]?\p{L}{0,3}(?: adresine| ile)? (?:iletişime|yazın|başvurun|ulaşın|bildirin)`,
];

/** A new address to write to: "she has moved to", "please use eva@host instead", "neue Adresse:". */
export const SUCCESSORS = [
  String.raw`(?:please (?:use|try(?! (?:again|later|to|re|send)))\b|new (?:e-?mail |mail |contact )?(?:address|account|mailbox)|(?:moved|changed|switched|migrated) to|replaced (?:by|with)|now (?:at|uses?|reachable)|(?:can be reached|reach (?:me|us|him|her|them)) (?:at|under|via)|successor)`,
  String.raw`neue[rsn]? (?:e-?mail-?|mail-?)?adresse|bitte (?:verwenden|benutzen|nutzen)|ab sofort|nachfolger(?:in)?|nouvelle adresse|veuillez utiliser|nueva dirección|utilice|nuovo indirizzo|utilizzare|novo endereço|utilize|nieuwe? (?:e-?mail)?adres|gebruik\b|ny (?:e-?post)?adresse?|nowy adres`,
  'новый адрес|нова адреса',
];
export const UNSPACED_SUCCESSORS = ['新しい(?:メール)?アドレス|新的?(?:地址|邮箱|信箱)|새 (?:이메일 )?주소'];

/** It went on to somebody, who has it now. */
export const FORWARDED = [
  String.raw`(?:has been|have been|was|were|is) (?:automatically |also )?(?:forwarded|redirected|passed on) to`,
  String.raw`(?:a été|est) (?:automatiquement )?(?:transféré|transmis|redirigé)e? (?:à|vers|au)`,
  String.raw`(?:se ha|ha sido|fue|se) (?:reenviad[oa]|reenvió|redirigid[oa]|redirigió) (?:a|hacia)|è stat[oa] (?:inoltrat|reindirizzat|girat)[oa] a|foi (?:re)?(?:encaminhad|direcionad)[oa] para`,
  String.raw`is (?:automatisch )?(?:doorgestuurd|doorgezonden) naar|(?:vidarebefordrats|vidarebefordrades|skickats vidare) till|(?:er blevet|har blitt|blev|ble|er) (?:videresendt|viderestillet) til|(?:välitetty|ohjattu) osoitteeseen`,
  String.raw`został[aoy]? (?:przekazan|przekierowan|przesłan)\p{L} (?:do|na)|byl[ao]? (?:přeposlán|předán|přesměrován)[ao]? na|a fost (?:redirecționat|transmis)ă? (?:către|la)`,
  String.raw`(?:переслан|перенаправлен|переадресован|препратен|пренасочен)\p{L}{0,2} (?:на|до|към|по)|(?:προωθήθηκε|διαβιβάστηκε) στ\p{L}{0,3}`,
];
export const UNSPACED_FORWARDED = ['(?<!未|没有|沒有)(?:转发|轉寄|轉發|转寄)(?:给|給|至|到)'];
export const FORWARDED_BEHIND = [
  String.raw`\s(?:automatisch )?(?:weitergeleitet|umgeleitet|doorgestuurd)(?! werden)`,
  String.raw`\s?(?:へ|に|宛に|宛てに)(?:自動的に)?転送(?:され|しま|いたしま)`,
  String.raw`(?:으로|로|에게) ?(?:자동 )?전달(?:되었|됐|했)|['’]?\p{L}{0,3}(?: adresine)? (?:yönlendirildi|iletildi)|(?:-\p{L}{2,4})?(?: címre)? továbbított`,
];
