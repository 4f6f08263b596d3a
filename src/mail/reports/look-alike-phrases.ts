import { row } from './phrase-row.js';

/**
 * Here not the recipient is unknown, invalid or missing, but an IP address, the sender, a header, a database, an error.
 * These rows precede those of dead addresses, whose words they share.
 */
export const LOOK_ALIKE_PHRASES = [
  row(
    'mailbox_full',
    '5.2.2',
    String.raw`
    (?:not|n't) have (?:enough|any|sufficient) (?:more )?(?:space|room|storage)|has no (?:more )?(?:space|room|storage)
  `,
  ),
  row(
    'message_too_large',
    '5.3.4',
    String.raw`
    accept (?:messages|mails?|e-?mails?) (?:larger|bigger|over|above)
  `,
  ),
  row(
    'filtered',
    '5.2.0',
    String.raw`
    (?:user|mailbox|recipient)\b.{0,20}(?:not|n't) accept (?:mails?|messages?|e-?mails?) from
  `,
  ),
  row(
    'infrastructure',
    '5.7.1',
    String.raw`
    \bip[- ]?(?:address|adress|adresse|adres|адрес)?\b.{0,30}(?:unknown|not registered|invalid|unbekannt|ung(?:ü|ue)ltig|okänd|ukendt|onbekend)
    (?:adresse|direcci[óo]n|indirizzo|endereço|adresi?) ip\b|\bip[- ](?:adres|адрес)|ip ?地址|反向解析
    \bip name (?:lookup|possibly)
    \b(?:connecting|client|calling) (?:host ?)?(?:name ?)?(?:is )?(?:unknown|not found|invalid)|does not exist in (?:the )?dns
    (?:domain|name) of your|your .{0,20}server's name|\bi(?:hr|hre) (?:mail-?)?(?:server|domain)\b|\b(?:votre|su|il tuo|il vostro|seu) (?:serveur|servidor|server|domaine|dominio)\b
    serveur inconnu|unbekannte[rn]? (?:mail-?)?server|servidor desconocido|server sconosciuto|onbekende server|(?:您|你)的(?:域名|服务器|伺服器)|송신 ?서버
  `,
  ),
  row(
    'sender_rejected',
    '5.1.8',
    String.raw`
    \b(?:from|reply-to|return|originating|envelope) address\b|registered (?:for|to) send|registered as (?:a )?sender
    \bfor sending (?:has|was|is)\b|authentication failed
    \byour (?:e-?mail |mail )?(?:account|address|mailbox|login|user)(?: name)? (?:(?:is|was|does|has|could|can) ?)?(?:not|n't|unknown|invalid)\b|\baddress: your\b
    \bsending (?:user|account|address)\b|\b(?:account|address|user) (?:that is )?used (?:to send|for sending)\b|\(sender\)|\bpasswords?\b|\bmx\b.{0,20} (?:for|of) (?:the )?send(?:er|ing)\b
    \b(?:in|on) (?:the |your |our |a )?(?:list of )?(?:allow|allowed|white|safe)[- ]?(?:list|sender|host|client|recipient)s?\b
  `,
  ),
  row(
    'content_rejected',
    '5.6.0',
    String.raw`
    \b(?:in|of) (?:the )?(?:from:? |to:? |message |mail )?headers?\b|\bheader (?:from|to)\b|\b(?:recipient|from|to|address) header\b
    mensaje no existe|message n'existe pas
  `,
  ),
  row(
    'system_error',
    '5.3.0',
    String.raw`
    (?:vorübergehend|temporairement|temporalmente|temporaneamente|temporariamente|tijdelijk|tymczasowo|tillfälligt|midlertidigt?|dočasně|временно|тимчасово|geçici olarak|一時的に|暂时|暫時|일시적으로)[^.:!]{0,20}(?:nicht|introuvable|inconnu|indisponib|n['’ ]|no\b|non\b|não\b|niet|nie|inte|ikke|ne|не|bulunam|存在|見つ|不|找不|無|无|없)
    temporarily not (?:found|available|known)|not found .{0,20}(?:try again|try later|at the moment|maintenance)
    \b(?:database|backend|directory|ldap)\b.{0,20}(?:not found|not exist|unknown)|le serveur n'existe
    (?:grund|ursache|fehler|raison|cause|motif|raz[óo]n|motivo|causa|errore?|erreur|reden|oorzaak|fout|przyczyna|powód|orsak|årsag|årsak|příčina|причина|ошибка|sebep)[: ]{1,3}(?:ist |est |es |è |is )?(?:unbekannt|inconnu|descon|sconosciut|onbekend|nieznan|okänd|ukendt|ukjent|neznám|неизвестн|bilinm)\p{L}{0,6}(?=[.,;:!)]|$)
    unbekannte[rn]? (?:grund|ursache|gr(?:ü|ue)nden)|(?:cause|raison) inconnue|(?:causa|raz[óo]n|motivo) (?:desconocid|desconhecid|sconosciut)|onbekende (?:reden|oorzaak)|неизвестн(?:ая|ой) причин
    unknown (?:error|reason)|unbekannter fehler|errore sconosciuto|error desconocido|erreur inconnue|erro desconhecido|onbekende fout|nieznany błąd|неизвестная ошибка|bilinmeyen hata|okänt fel|ukendt fejl|ukjent feil|ismeretlen hiba|neznámá chyba|tuntematon virhe|未知(?:错误|錯誤)|不明なエラー|알 수 없는 오류
  `,
  ),
];
