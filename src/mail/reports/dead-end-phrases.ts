import { row } from './phrase-row.js';

/**
 * The user, host or route does not exist. The narrow rows above `user_unknown` take out what its broad phrases would
 * match wrongly. Order matters (`failure-reasons.ts`).
 */
export const DEAD_END_PHRASES = [
  row(
    'network',
    '4.4.1',
    String.raw`
    host not found.{0,3},? ?try again|temporary (?:name|dns) (?:lookup|resolution)
    name service error .{0,80}try again|host name lookup failure|name server timeout
    certificate|(?:host|server|computer|machine|mail ?system)\b.{0,40}(?:not|n't) (?:be )?(?:reachable|reached|respond)|dns (?:lookup )?(?:timed|timeout)|dns server failure|dns lookup failed temporarily
    servfail|dns check failed|dnssec
  `,
  ),
  row(
    'filtered',
    '5.2.0',
    String.raw`
    \b550:? : user unknown|dd message filtered
    recipient.{0,20}(?:only accepts|does not accept) mail from
    (?:rejected|refused) by (?:this|the) (?:user|recipient)|(?:user|recipient) refused to (?:receive|accept)
  `,
  ),
  row(
    'sender_rejected',
    '5.1.8',
    String.raw`
    group you tried to contact|groups\.google\.com\/support|support\.google\.com\/a\/.{0,60}group
    permission to post
  `,
  ),
  row(
    'mailer_error',
    '5.3.0',
    String.raw`
    procmail:|command died|mailer_error|no such file
  `,
  ),
  row(
    'expired',
    '5.4.7',
    String.raw`
    failed \d+ attempts|aborted after|message too old|retry timeout exceeded|delivery expired|queue\.expired
    in the queue too long
  `,
  ),
  row(
    'host_unknown',
    '5.1.2',
    String.raw`
    (?<![\w.@-])[\w-]{1,63}(?:\.[\w-]{1,63}){2,6} does not exist
  `,
  ),
  row(
    'user_unknown',
    '5.1.1',
    String.raw`
    (?:user|recipient|mailbox|account|address|addressee|alias|addresse|subscriber|person|mail ?box|login)s?(?: name| address| account| id)?\b.{0,60}?(?:unknown|unrecogni[sz]ed|not? exist|not ok\b|not (?:be )?(?:found|known|valid|recogni[sz]ed|listed|resolve|identif|have)|n't (?:exist|have|found)|invalid|is invalid|undefined|unrouteable|unrouta?ble|no mailbox|nonexist|non-exist|no such|undeliverable|cannot be found|not registered|no longer has|not (?:in|a) )
    (?:unknown|no such|invalid|bad|nonexistent|non-existent|unrecogni[sz]ed|unrouteable|unroutable|unable to find|no valid|not a valid|wrong|illegal|not known|undefined|not find|no local|incorrect|malformed|undeliverable) (?:e-?mail |mail |local |destination |to |remote |smtp |final |virtual |envelope )?(?:user|recipient|mailbox|account|address|addressee|alias|person|part|id|login|rcpt|e-?mail|customer|subscriber|mail ?drop)
    badly formatted (?:e-?mail )?address|invalid final delivery|unregistered address|unavailable (?:mail )?(?:user|mailbox)|not (?:a )?user of
    no e-?mail address registered|no one at this|not known (?:at|here)|not present in directory|no such entry
    riuscito a trovare|nadie con est?[ae]|ukinjen|unknown local-part|not (?:a )?member of domain|recipients? cannot be verified|bad_recipient
    no (?:mail[ -]?box|account|user|one|such|recipient|valid recipient|person)\b.{0,30}(?:here|found|available|by that|with that|named|name|called|of that|exists?)
    mailbox (?:unavailable|not available|unknown|name not allowed|not local)|doesn't have a
    does not have an?|no existe|n'existe pas|inconnu|unbekannt|sconosciut|onbekend|desconocid
    desconhecid|inesistente|inexist[ae]nte?|destinatario errato|nie ma takiego|не существует|не найден|нет такого|недоступен|存在しません|見つかりません|見つからない|宛先不明|不存在|이메일 주소
    nie (?:istnieje|znaleziono)|nieznany (?:użytkownik|adres|odbiorca)|okänd (?:användare|mottagare|adress)
    finns inte|find(?:e)?s ikke|finnes ikke|ukendt (?:bruger|modtager|adresse)|ukjent (?:bruker|mottaker|adresse)
    tuntematon (?:käyttäjä|vastaanottaja|osoite)|ei löyd|ei ole olemassa|necunoscut|nu există|nu a fost găsit
    neexistuj|neznám[ýá] (?:uživatel|adres|příjemce|používateľ)|nebyl nalezen|ismeretlen (?:felhasználó|címzett|cím)
    nem (?:található|létezik)|bulunamadı|bilinmeyen (?:kullanıcı|alıcı|adres)|mevcut değil|άγνωστο|δεν (?:βρέθηκε|υπάρχει)
    não (?:existe|encontrad|foi encontrad)|introuvable|non (?:esiste|trovato|è stat[oa] trovat[oa])|bestaat niet|existiert nicht
    (?:nicht|konnte nicht) gefunden|nicht (?:mehr )?vorhanden|nicht bekannt|no se (?:ha )?encontr|не знайден|не існує|не съществува|ne postoji|ne obstaja
    غير موجود|לא (?:נמצא|קיי[מם])|không tồn tại|tidak (?:ditemukan|ada)|ไม่พบ(?:ผู้ใช้|ที่อยู่)|找不到|찾을 수 없
    존재하지|등록되지 않은 (?:사용자|주소|계정)|не зарегистрирован|ящик удал|cannot deliver mail for|not (?:our|a local|a known|listed in|in (?:our|the)|in public|our user)|not our user
    recipientnotfound|recipnotfound|resolver\.adr(?!\.ambiguous)|recipient (?:verif(?:y|ication) failed|not accepted)
    address rejected(?:: access denied|[.'")]{0,3}(?:\s*$| -)|: (?:undeliverable|unknown))
    recipient (?:was )?(?:rejected|refused)|rejected recipient|rcpt failed|user ?(?:doesn't|does not)
    wasn't found|was not found|couldn't be found|could not be found|not found (?:by|at|in)
    (?:^|@self[>"')]{0,2}(?:\.\.\.|:)? )(?:does not|doesn't) exist
    (?:^(?:is|was) |@self[>"')]{0,2}(?:\.\.\.|:)? (?:is |was )?)(?:(?:unknown|not (?:found|known))(?= (?:here|to|at|on)\b|[.,;:!)]|$)|(?:deleted|invalid)(?=[.,;:!)]|$))
    is not (?:a )?(?:valid|known|listed)|(?:user|address|recipient|mailbox|account)_(?:not_found|unknown|invalid)|(?:no_such|invalid)_(?:user|address|recipient|mailbox|account)|unknown_?user|unknown_to|userunknown|usersearch
    ung(?:ü|ue)ltige[rs]? (?:e-?mail-?)?(?:empf(?:ä|ae)nger|adresse|postfach|mailbox)|(?:adresse|mailbox|postfach|empf(?:ä|ae)nger).{0,20} gibt es nicht|keine solche[rs]? (?:adresse|mailbox|empf(?:ä|ae)nger)|n'existe plus
    (?:dirección|destinatario|cuenta|indirizzo|casella|destinatário|endereço|conta).{0,20} (?:no válid|non valid|inválid|errad|errat)|ongeldig (?:e-?mail)?adres|nieprawidłowy (?:adres|odbiorca)|неизвестный (?:получатель|пользователь|адрес)|неверный адрес
    geçersiz (?:alıcı|adres|kullanıcı|e-?posta)|ogiltig (?:adress|mottagare)|ugyldig (?:adresse|modtager|mottaker)|(?:vastaanottajaa|käyttäjää|osoitetta) ei ole|nenalezen|neplatn[áý] (?:adresa|příjemce)|érvénytelen cím|nincs ilyen|nepoznat|adres[ăa] invalid
    [无無]此(?:用[户戶]|收件人|使用者|帳號|账号)|[查]?[无無]此人|없는 (?:사용자|계정|주소|수신자)|잘못된 (?:주소|수신자)|wrong (?:e-?mail )?address|address is wrong|(?:can't|cannot|could ?n[o']t|unable to) find (?:the |this |that |a )?(?:user|mailbox|recipient|account)
    destinataires? (?:invalide|inexistant|introuvable)|(?:kein|keine) (?:e-?mail-?)?(?:postfach|mailbox|konto|benutzer|adresse)\b
    несуществующ|(?:такого|этого) (?:пользователя|адреса|ящика|получателя).{0,20} нет|нет (?:пользователя|адреса|ящика)|böyle bir (?:kullanıcı|adres|hesap|posta kutusu) (?:yok|bulunm)
    (?:n't|not) know (?:that|this|the|any) (?:user|recipient|address|person)|(?:account|mailbox|user|address) (?:was |is )?(?:deleted|removed|closed|abandoned|never created)\b|(?:no (?:such )?|there is no )(?:e-?mail )?(?:account|mailbox) for\b|e-?mail not found
    no longer (?:valid|exists?|available|active|in use|works?|employed|uses|accept(?:s|ing)|using|an employee|a (?:customer|member|subscriber|user)|on staff|on (?:this |the |our )?(?:server|system))
    left (?:the|our|this) (?:company|organi|firm)|delivery to this (?:user|address)|550 #?5\.1\.[01]\b|\b5\.1\.1\b
    \b5\.1\.10\b|dead mailbox
    (?<!(?:message|mail|connection|session) )(?:has been (?:deleted|removed|closed|discontinued)|is closed)
    closed account|account closed|not listed|is (?:niet|onbekend) gevonden|blev ikke fundet|fant ikke e-?post|ikke funnet|hittades inte
    ei löyt|nebyla nalezena|nenašl[ao]|nije pronađen|ni bilo mogoče najti|nerast[ai]s?\b|neeksist|ei leitud|не (?:е|бе) намерен
    không tìm thấy|nie znaleziono|nu s-a găsit|לא נמצאה|não foi (?:encontrad|localizad)
  `,
  ),
  row(
    'host_unknown',
    '5.1.2',
    String.raw`
    (?<!(?:sending|sender|your|from) )(?:host|domain|server|name|mx|exchanger|site|destination)\b.{0,50}(?:unknown|not (?:found|exist|known|be found|reachable|resolve|valid)|n't (?:exist|find|found|resolve)|invalid|nxdomain|unresolvable|unrout|illegal|no such|does not exist|lookup fail|doesn't)
    (?:unknown|no such|bad|invalid|unresolvable|illegal|nonexistent) (?:mail )?(?:host|domain|server|destination)
    nxdomain|could ?n[o']t find (?:any|a) (?:mail ?exchanger|host|gateway|mx|domain)
    name service error|all relevant mx records|unrouteable (?:mail )?domain|unrouteable
    can ?n[o']t find .{0,30}(?:domain|host|gateway)|no mx|dns (?:error|lookup)|ドメイン|\b5\.1\.2\b
    \b5\.4\.4\b|infonorecords|domain must be|not a real domain|not find (?:the )?(?:domain|host)|find a gateway
  `,
  ),
  row(
    'not_accept',
    '5.3.2',
    String.raw`
    (?:does not|doesn't|do not|don't|not) accept(?:ing)? (?:any )?(?:e-?mail|mail|messages?|network|connections)(?! (?:from|with))
    null mx|indicated no smtp service|no mail (?:is )?accepted|nullmx|smtp protocol (?:returned|is not)|host does not accept
    mx record .{0,20}(?:is |points? to )?(?:null|\.|0 )|mail receiving disabled|does not receive mail
    can't accept
  `,
  ),
  row(
    'network',
    '4.4.1',
    String.raw`
    connection (?:refused|reset|lost|closed|failed|dropped|error|timed)
    (?:connect|connection) (?:to|with) .{0,80}(?:refused|time|route|unreach|fail|broken)|lost connection|no route to
    network (?:is )?(?:unreachable|error|problem)|unreachable|could ?n[o']t connect
    unable to (?:connect|establish)|can ?n[o']t (?:connect|establish)|establish an smtp|too many hops
    hop count|mail ?loop|(?:mail|message) (?:is )?looping|loop(?:s|ing)? (?:back|detected)|routing loop|mail forwarding loop
    loop detected|accept our requests to connect|broken pipe|\bdns\b|\b5\.4\.6
    starttls|\btls\b|ssl|connection cannot|no answer from|name server
  `,
  ),
  row(
    'expired',
    '5.4.7',
    String.raw`
    expired|failing for a long time|time[d-]? ?out|timeout|gave up|giving up|not going to try|queue too long|too long
    (?:unable|could not|cannot|not been|was not|not be|n't be).{0,40}(?:for|within|after|in) (?:more than |the last )?(?:\d|several)
    retry time|retry timeout|will be retried|keep trying|still being|delay(?:ed)?
    not yet been delivered|aborted after|undeliverable for|exceeded .{0,20}(?:retry|time)|4\.4\.7
    delivery attempts|period
  `,
  ),
  row(
    'system_full',
    '4.3.1',
    String.raw`
    insufficient (?:system|disk)|disk (?:is )?full|no space left|system (?:storage|full|disk)
    not enough space
  `,
  ),
  row(
    'mailer_error',
    '5.3.0',
    String.raw`
    command (?:failed|output|died)|procmail|pipe to|exit(?:ed)? (?:status|with)
    mailer (?:error|failed)|local delivery (?:fail|agent)|x-unix|child status|signal \d|can not open
    \|.{0,40}\/bin\/|core dump
  `,
  ),
  row(
    'system_error',
    '5.3.0',
    String.raw`
    system (?:error|config|failure|problem|not)|configuration error|internal (?:server )?error
    service (?:is )?(?:currently |temporarily )?(?:unavailable|not available|refuse)
    local (?:error|configuration|problem)|server (?:error|fail|config)
    temporary (?:failure|error|problem|local)|try (?:again )?later|unexpected
    (?:cannot|can't) (?:open|create|append)|too busy|too much load|load is too high|ldap|database|lookup (?:failed|error)|resources|i\/o error
    duplicated message-id|loop alert|out of memory|transaction failed|unable to process
    processing error|unavailable to take delivery
  `,
  ),
  row(
    'syntax_error',
    '5.5.0',
    String.raw`
    syntax error|command (?:not|param|unrecogni|reject)|not implemented|bad sequence
    unrecogni[sz]ed command|parameter|protocol error|\b5\.5\.[1-4]\b
  `,
  ),
];
