import { row } from './phrase-row.js';

/**
 * The mail, its sender or our system was refused, or the mailbox accepts nothing at present: the address may be good.
 * Order matters (`failure-reasons.ts`).
 */
export const REFUSAL_PHRASES = [
  row(
    'mailbox_full',
    '5.2.2',
    String.raw`
    over[- ]?(?:the )?(?:allowed |allotted |disk |storage )?quota
    quota.{0,12}(?:exceeded|full|violation)
    exceed.{0,40}(?:quota|mailbox|allotted|storage|allowed size|space)
    (?:mail ?box|inbox|mail ?folder|account|mailstore|mail ?directory|user).{0,30}(?: is | are |has |')?(?:is full|be full|full|over (?:its|the)|out of storage|size limit|storage limit|too large|exceeds?)
    mailbox ?full|mailboxfull|maildir.{0,20}overquota|disk quota|quotaexceeded|diskquota
    not enough (?:disk|storage|free) ?space|insufficient (?:mailbox|user|storage)|out of space
    space not enough|(?:enough|out of) disk ?space|storage full|full mailbox|quota usage|file too large
    allowed message count|(?:not able to|cannot|can't) receive (?:any )?more (?:e-?mail|mail|messages)|exhausted .{0,30}(?:storage|quota)|too many messages on the server
    dd (?:requested mail action aborted|sorry, your message).{0,60}(?:full|over|cannot be delivered)
    too much mail data|storage is exceeded|has reached .{0,20}limit of (?:mail|storage)
    ボックスが(?:一杯|いっぱい)|メールボックスの容量|容量(?:が)?(?:超過|オーバー)|переполнен|превышен.{0,20}(?:квот|размер ящика)
    boîte.{0,60}pleine|buzón.{0,40}lleno|(?:postfach|posteingang).{0,40}(?:voll|(?:ü|ue)berf(?:ü|ue)llt)|casella.{0,40}piena|caixa.{0,40}(?:cheia|lotada)
    skrzynka.{0,40}(?:pełna|przepełniona)|(?:postvak|mailbox|postbus).{0,40} vol\b|brevlåda.{0,40}full|postka(?:sse|ssen).{0,40}ful[dl]
    postilaatikko.{0,40}täynnä|schránk.{0,40}plná|postafiók.{0,40}(?:megtelt|tele)|posta kutusu.{0,40}dolu|cutia.{0,40}plină
    邮箱(?:已满|空间不足)|信箱(?:已滿|空間不足)|邮箱已满|사서함.{0,20}가득|편지함.{0,20}(?:가득|초과)|hộp thư.{0,30}đầy|kotak (?:surat|masuk).{0,30}penuh
    скринька.{0,40}переповнен|кутия.{0,40}пълна|γραμματοκιβώτιο.{0,40}πλήρες|sandučić.{0,40} pun|predal.{0,40} poln|p[ao]stkast.{0,40}(?:täis|pilna)|dėžutė.{0,40}pilna|bústia.{0,40}plena
    תיבת.{0,40}מלאה|صندوق.{0,40}ممتلئ|กล่องจดหมาย.{0,30}เต็ม
    mailbox_quota
  `,
  ),
  row(
    'message_too_large',
    '5.3.4',
    String.raw`
    (?:message|mail|e-mail|email|header|content|data|letter).{0,30}(?:size|length).{0,30}(?:exceed|too (?:big|large|long)|limit|larger)
    (?:message|mail|e-mail|content|attachment).{0,12}(?:is )?too (?:big|large|long)
    size limit exceeded|exceeds (?:the )?(?:size|maximum|max).{0,20}(?:limit|size|message)
    exceeded maximum inbound message size|max message size|line limit exceeded|message too large
    sizelimit|exceeds fixed maximum|larger than (?:the )?(?:current )?(?:system )?(?:limit|maximum)
    \b5\.3\.4
  `,
  ),
  row(
    'suspended',
    '5.2.1',
    String.raw`
    (?<!\by?our )(?:account|mailbox|user|recipient|address|domain|email|mail ?box|customer).{0,40}(?:disabled|suspend|inactive|deactivated|locked|frozen|blocked|expired|closed for|not active|been (?:deleted for|terminated)|temporarily unavailable|not currently accepting)
    (?:disabled|deactivated|inactive) (?:recipient|user|account|mailbox|address)|not (?:yet )?activated|expired account|user (?:is |was )?banned|not in good standing|not currently being accepted
    suspended|is (?:now )?disabled|account is (?:disabled|locked|inactive)|this account is not allowed
    \buser (?:is )?(?:locked|inactive)|vdelivermail: account is locked|billing reasons|unpaid
    unused mailbox|mailbox is frozen|停止|利用(?:できない状態|休止)|無効になって
    (?:usuario|cuenta|casilla).{0,40}(?:inactiv|deshabilitad|expirad|bloquead|suspendid)
    (?:konto|skrzynka).{0,40}(?:zablokowan|nieaktywn)|(?:konto|postfach|benutzer).{0,30}(?:gesperrt|deaktiviert)|(?:indirizzo|casella|utente).{0,40}(?:bloccat|disattivat|disabilitat)
  `,
  ),
  row(
    'has_moved',
    '5.1.6',
    String.raw`
    has (?:moved|been replaced)|no longer (?:at|with) (?:this|us|the company)|user moved|mailbox (?:has )?moved
    address (?:has )?changed|\b5\.1\.6|please (?:try|use) (?:the )?(?:new|following) (?:e-?mail )?address
  `,
  ),
  row(
    'auth_failure',
    '5.7.26',
    String.raw`
    \bspf\b|\bdkim\b|\bdmarc\b|sender policy framework|sender id \(pra\)
    unauthenticated (?:e-?mail|mail|sender)|sender is (?:unauthenticated|not authenticated)|authentication information|fails? to pass authentication
    domainkeys?|\barc\b validation|\b5\.7\.2[0-46]|email authentication|authentication level
    rejected due to .{0,20}authentication
  `,
  ),
  row(
    'rate_limited',
    '4.7.0',
    String.raw`
    too many (?:connections|messages|emails|mails|recipients|sessions|concurrent|errors|invalid|smtp|hops? per|requests|unauthenticated)
    rate[- ]?limit|frequency limit|throttl|connection (?:rate|frequency|limit)
    exceed.{0,60}(?:connections|messages per|rate|recipients|per (?:hour|day|minute))
    connection.{0,20}exceed|sending (?:too fast|rate)|unusual rate|suspicious (?:rate|volume)
    mails? per (?:hour|session|day|minute)|slow down|max(?:imum)? (?:number of )?connections
    concurrent (?:connections|smtp)|being throttled|sending limit|daily (?:sending )?(?:quota|limit)
    domain frequency|not accept(?:ing)? .{0,20}more than|simultaneous connections
    message submission rate|receiving (?:e-?mail|mail|messages) (?:too quickly|at a rate)
  `,
  ),
  row(
    'relay_denied',
    '5.7.1',
    String.raw`
    relay(?:ing)? (?:access )?(?:is )?(?:denied|not permitted|prohibited|not allowed|rejected|disallowed)
    (?:not|unable to|denied to|allowed to|insecure mail|no) relay|relaying|relay .{0,30}(?:denied|not permitted)
    (?:that|this) domain is ?n[o']t in (?:my|our)|not (?:a )?(?:gateway|local (?:host|domain))
    rcpthosts|not (?:authorized|permitted) to relay|trying to use me .{0,80}as a relay
    mail server requires authentication when attempting
  `,
  ),
  row(
    'infrastructure',
    '5.7.1',
    String.raw`
    blacklist|black list|block ?list|\brbls?\b|\bdnsbls?\b|spamhaus|spamcop|sorbs|barracudacentral
    cloudmark|surbl|\bcbl\b|abuseat|senderbase|talos|blocked (?:using|by|due|see|-|for abuse|from)
    (?<!not )listed (?:in|at|on|by)|reverse dns|\brdns\b|\bptr\b|no (?:a )?reverse
    (?:hostname|host name|ip address).{0,40}(?:not (?:found|resolve|have|match)|invalid|cannot find|could not find)
    cannot find your (?:hostname|reverse)|without a valid sender domain|fix reverse|must resolve
    does not resolve|unable to resolve|dynamic (?:ip|pool|address)|dialup|dynamically assigned
    residential|generic (?:rdns|hostname)|\b5\.7\.25
    \b(?:your )?(?:ip|ips|ip address|network|host|server|client|source|connection)\b.{0,40}(?:\bblock|reject|banned|refused|denied|not allowed|reputation|not authorized|poor|blacklist|ban )
    (?:block|reject|banned|refused|denied|deny).{0,30}(?:\bip\b|your (?:host|server|network|isp|mail server))
    adresse ip source|client host|access from ip|bad reputation|reputation|from a (?:blocked|banned)
    part of their network is on our block|bulk mail(?:er)?s? .{0,20}not
    messages from .{0,50}weren't sent|(?:traffic )?not accept(?:ing|ed) (?:(?:mail|connections|messages) )?from (?:this|your) ip|not accepting (?:(?:mail|connections|messages) from|connections)
    but my name was rejected|refus(?:ed|ing) (?:mail|connections?|to talk|to accept mail) from|helo
    ehlo|greylist|grey-list|graylist|you are not allowed to connect
    connection(?:s)? (?:dropped|refused|not accepted|rejected) (?:due|from|by)|access denied.{0,10}ip
    \[(?:irr|cs|rp-|tss)\d*\]|no access from|ips? with missing|domain of sender.{0,20}reverse
    \bip=\[\]|banned send|\b(?:dy|ou|sc)-00\d|your (?:country|region|location)|to contact tosa@|open relay
    \byour (?:mail |sending |smtp |dns )?(?:server|host|hostname|domain|mx|ptr|ip|network)\b.{0,30}(?:\bnot\b|n't|invalid|unknown|fail|\bblocked|\bbanned)
    \bsending (?:domain|server|host|mta|ip)\b.{0,40}(?:\bnot?\b|n't|missing|unknown|invalid)
    deferred due to user complaints|\bjunkmail rejected|temporar(?:il)?y deferred|\[t[ls]s?\d+\]
  `,
  ),
  row(
    'virus',
    '5.7.0',
    String.raw`
    virus|infected|malware|trojan|worm (?:found|detected)|infection|phish|ウイルス
  `,
  ),
  row(
    'spam',
    '5.7.1',
    String.raw`
    \bu?spam\b|spam(?:assassin|my| |-|ming|s|trap|text|detect)|anti-?spam|antyspam|unsolicited|junk ?mail|unwanted
    bulk (?:e-?mail|mail)|\buce\b|\bube\b|advertis|looks like|appears to be (?:spam|unsolicited)
    likely (?:unsolicited|spam)|high probability of|content analysis|score .{0,20}(?:too high|exceed)
    suspected|looks suspicious
  `,
  ),
  row(
    'policy',
    '5.7.1',
    String.raw`
    polic(?:y|ies)|not allowed .{0,20}attach|security reasons|secur(?:e|ity) (?:rule|restriction)
    rejected by (?:the )?(?:rule|filter|administrator|content)
    administrative(?:ly)? (?:prohibition|denied|prohibited)|prohibited by (?:administrator|policy)
    not compliant|rfc ?(?:5322|2822|5321|2821|822 )(?! address)|missing (?:a )?valid|duplicate header
    bare (?:lf|newline)|multiple .{0,20}from|dangerous|executable|attachment (?:type|block)
    blocked (?:attachment|extension)|content type .{0,20}not|messages? not allowed
    denied by (?:policy|rule)|local_policy|does not comply|security regulations
  `,
  ),
  row(
    'content_rejected',
    '5.6.0',
    String.raw`
    content (?:reject|not|denied|filter|error|restriction|blocked|control)|(?:hostile|questionable|unacceptable|invalid|bad) (?:(?:e-?mail|mail|message) )?content|the correct format
    message (?:content|header|body).{0,30}(?:reject|denied|not acceptable|error|invalid|improper|malformed)
    improper use of 8-?bit|8[- ]?bit data|rejected (?:for|by|due to) (?:the )?(?:content|message|bad)
    header (?:error|size|line)|bad (?:header|attachment|content)|\bmime\b|charset|header\b.{0,10}syntax
    \b(?:url|link|hyperlink)s?\b.{0,60}(?:\bnot\b|unknown|listed|blocked)|contains an? (?:url|link)
    message filtered|message (?:rejected|refused|denied)|mail data refused|format not|message contains
  `,
  ),
  row(
    'sender_rejected',
    '5.1.8',
    String.raw`
    (?:sender|from address|originator|mail from|reverse-path|return-path|envelope).{0,40}(?:reject|den(?:y|ied)|invalid|not (?:exist|allowed|found|verified|permitted|accepted|authorized)|unknown|refused|verify failed|blocked|bad|domain must exist|illegal|no such|not (?:in|on)\b|null mx)
    sender domain .{0,20}fail|\b5\d\d[- ]verification failed for|callback setup failed|verify mail ?from|mail ?from is mismatched
    (?:reject|den(?:y|ied)|invalid|unknown|bad|unverified|illegal|unverif|forged) (?:as )?(?:.{0,10} )?(?:sender|originator|return path|mail from|from:)
    domain of sender|backscatter|\b5\.1\.[78]|you are not (?:allowed|authorized|permitted)
    closed mailing list|not (?:a )?member\b(?! of domain)|members? only|only members
    posting (?:is )?(?:not|restricted)|permission to post|non-?subscriber|unauthorized|not authorized
    authenticat(?:ion|ed) (?:is )?required|requires authentication|unauthenticated senders
    not (?:allowed|permitted) to (?:send|post|mail)|authrequired|no permission|not have (?:the )?permission|insufficient permission
    turn on smtp authentication|restricted|security policies|smtp auth|no such sender|(?:domain|address) of (?:the |your )?sender
    (?:absender|expédit(?:eur|rice|ion)|remitente|mittente|remetente|afzender|nadawc|отправител|відправник|gönderen|gönderici|avsändar|afsender|avsender|lähettäj|odes[ií]latel|odosielate|feladó|expeditorul|发件人|寄件[者人]|送信[者元]|発信[者元]|발신자|보낸 ?사람).{0,40}(?:unbekannt|existiert|gesperrt|blockiert|abgelehnt|ung(?:ü|ue)ltig|inconnu|existe|invalid|refusé|bloqu|descon|inválid|no válid|rechazad|sconosciut|esiste|non valid|rifiutat|recusad|onbekend|bestaat|ongeldig|geweigerd|nieznan|istniej|odrzuc|не существ|не найден|неизвест|отклон|bulunama|geçersiz|finns inte|okänd|ogiltig|ukendt|ugyldig|findes|ukjent|neexist|neznám|不存在|无效|無效|拒|存在し|無効|찾을 수 없|차단|없|거부)
    (?:unbekannte[rn]?|ung(?:ü|ue)ltige[rn]?|onbekende|ongeldige|nieznany|nieprawidłowy|неизвестный|неверный|geçersiz|bilinmeyen|okänd|ogiltig|ukendt|ugyldig|ukjent|neznámý|neplatný|ismeretlen|érvénytelen|tuntematon|necunoscut) (?:absender|afzender|nadawca|отправитель|gönderen|gönderici|avsändare|afsender|avsender|odes[ií]latel|odosielateľ|feladó|lähettäjä|expeditor)
  `,
  ),
];
