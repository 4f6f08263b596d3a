/**
 * Why a mail was not delivered, told from the remote system's own words. The first row with a hit wins, so a row stands
 * above those whose words it shares: "mailbox unavailable: over quota" is about room, not about an unknown user.
 */
export type FailureReason = (typeof FAILURE_REASONS)[number]['reason'] | 'undefined';

/** Each row's patterns are sources of one case-insensitive expression; gaps are bounded, so matching is linear. */
export const FAILURE_REASONS = [
  row('mailbox_full', 5, '2.2', [
    String.raw`over[- ]?(?:the )?(?:allowed |allotted |disk |storage )?quota|quota.{0,12}(?:exceeded|full|violation)|exceed.{0,40}(?:quota|mailbox|allotted|storage|allowed size|space)`,
    String.raw`(?:mail ?box|inbox|mail ?folder|account|mailstore|mail ?directory|user).{0,30}(?: is | are |has |')?(?:is full|be full|full|over its|out of storage|size limit|storage limit|too large|exceeds?)`,
    'mailbox ?full|mailboxfull|maildir.{0,20}overquota|disk quota|quotaexceeded|diskquota|not enough (?:disk|storage|free) ?space|insufficient (?:mailbox|user|storage)|out of space',
    'dd (?:requested mail action aborted|sorry, your message).{0,60}(?:full|over|cannot be delivered)|too much mail data|storage is exceeded|has reached .{0,20}limit of (?:mail|storage)',
    'ボックスが(?:一杯|いっぱい)|メールボックスの容量|容量(?:が)?(?:超過|オーバー)|переполнен|превышен.{0,20}(?:квот|размер ящика)|boîte.{0,30}pleine|buzón.{0,20}lleno|postfach.{0,20}(?:voll|überfüllt)|casella.{0,20}piena|mailbox_quota',
  ]),
  row('message_too_large', 5, '3.4', [
    String.raw`(?:message|mail|e-mail|email|header|content|data|letter).{0,30}(?:size|length).{0,30}(?:exceed|too (?:big|large|long)|limit|larger)|(?:message|mail|e-mail|content|attachment).{0,12}(?:is )?too (?:big|large|long)|size limit exceeded|exceeds (?:the )?(?:size|maximum|max).{0,20}(?:limit|size|message)`,
    'exceeded maximum inbound message size|max message size|line limit exceeded|message too large|sizelimit|exceeds fixed maximum|larger than (?:the )?(?:current )?(?:system )?(?:limit|maximum)|5\\.3\\.4',
  ]),
  row('suspended', 5, '2.1', [
    String.raw`(?:account|mailbox|user|recipient|address|domain|email|mail ?box|customer).{0,40}(?:disabled|suspend|inactive|deactivated|locked|frozen|blocked|expired|closed for|not active|been (?:deleted for|terminated)|temporarily unavailable|not currently accepting)`,
    'disabled (?:recipient|user|account|mailbox|address)|inactive (?:user|recipient|account|mailbox)|suspended|is disabled|account is (?:disabled|locked|inactive)|this account is not allowed|\\buser (?:is )?(?:locked|inactive)|vdelivermail: account is locked|billing reasons|unpaid|unused mailbox|mailbox is frozen',
    '停止|利用(?:できない状態|休止)|無効になって',
  ]),
  row('has_moved', 5, '1.6', ['has (?:moved|been replaced)|no longer (?:at|with) this|user moved|mailbox (?:has )?moved|address changed|5\\.1\\.6|please (?:try|use) (?:the )?(?:new|following) (?:e-?mail )?address']),
  row('auth_failure', 5, '7.26', [
    String.raw`\bspf\b|\bdkim\b|\bdmarc\b|sender policy framework|sender id \(pra\)|unauthenticated (?:e-?mail|mail|sender)|authentication information|fails? to pass authentication|domainkeys?|\barc\b validation|5\.7\.2[0-46]|email authentication|rejected due to .{0,20}authentication`,
  ]),
  row('rate_limited', 4, '7.0', [
    String.raw`too many (?:connections|messages|emails|mails|recipients|sessions|concurrent|errors|invalid|smtp|hops? per|requests|unauthenticated)|rate[- ]?limit|frequency limit|throttl|connection (?:rate|frequency|limit)|exceed.{0,60}(?:connections|messages per|rate|recipients|per (?:hour|day|minute))|connection.{0,20}exceed`,
    'sending (?:too fast|rate)|unusual rate|suspicious (?:rate|volume)|mails? per (?:hour|session|day|minute)|slow down|max(?:imum)? (?:number of )?connections|concurrent (?:connections|smtp)|being throttled|sending limit|daily (?:sending )?(?:quota|limit)|domain frequency|not accept(?:ing)? .{0,20}more than|simultaneous connections|message submission rate',
  ]),
  row('relay_denied', 5, '7.1', [
    String.raw`relay(?:ing)? (?:access )?(?:is )?(?:denied|not permitted|prohibited|not allowed|rejected|disallowed)|(?:not|unable to|denied to|insecure mail|no) relay|relaying|relay .{0,30}(?:denied|not permitted)|(?:that|this) domain is ?n[o']t in (?:my|our)|not (?:a )?(?:gateway|local (?:host|domain))|rcpthosts|not (?:authorized|permitted) to relay|mail server requires authentication when attempting`,
  ]),
  row('infrastructure', 5, '7.1', [
    String.raw`blacklist|black list|block ?list|\brbl\b|\bdnsbl\b|spamhaus|spamcop|sorbs|barracudacentral|cloudmark|surbl|\bcbl\b|abuseat|senderbase|talos|blocked (?:using|by|due|see|-|for abuse|from)|(?<!not )listed (?:in|at|on|by)`,
    String.raw`reverse dns|\brdns\b|\bptr\b|no (?:a )?reverse|(?:hostname|host name|ip address).{0,40}(?:not (?:found|resolve|have|match)|invalid|cannot find|could not find)|cannot find your (?:hostname|reverse)|without a valid sender domain|fix reverse|must resolve|does not resolve|unable to resolve|dynamic (?:ip|pool|address)|dialup|dynamically assigned|residential|generic (?:rdns|hostname)|5\.7\.25`,
    String.raw`\b(?:your )?(?:ip|ips|ip address|network|host|server|client|source|connection)\b.{0,40}(?:\bblock|reject|banned|refused|denied|not allowed|reputation|not authorized|poor|blacklist|ban )|(?:block|reject|banned|refused|denied|deny).{0,30}(?:\bip\b|your (?:host|server|network|isp|mail server))|adresse ip source|client host|access from ip|bad reputation|reputation|from a (?:blocked|banned)|part of their network is on our block|bulk mail(?:er)?s? .{0,20}not|messages from .{0,50}weren't sent`,
    String.raw`not accepting (?:(?:mail|connections|messages) from|connections)|but my name was rejected|refus(?:ed|ing) (?:mail|connections?|to talk|to accept mail) from|helo|ehlo|greylist|grey-list|graylist|you are not allowed to connect|connection(?:s)? (?:dropped|refused|not accepted|rejected) (?:due|from|by)|access denied.{0,10}ip|\[(?:irr|cs|rp-|tss)\d*\]|no access from|ips? with missing|domain of sender.{0,20}reverse|deferred due to user complaints|\bjunkmail rejected|temporar(?:il)?y deferred|\[t[ls]s?\d+\]`,
  ]),
  row('virus', 5, '7.0', [String.raw`virus|infected|malware|trojan|worm (?:found|detected)|infection|phish|ウイルス`]),
  row('spam', 5, '7.1', [
    String.raw`\bu?spam\b|spam(?:assassin|my| |-|ming|s|trap|detect)|unsolicited|junk ?mail|unwanted|bulk (?:e-?mail|mail)|\buce\b|\bube\b|advertis|looks like|appears to be (?:spam|unsolicited)|likely (?:unsolicited|spam)|high probability of|content analysis|score .{0,20}(?:too high|exceed)|suspected`,
  ]),
  row('policy', 5, '7.1', [
    String.raw`polic(?:y|ies)|not allowed .{0,20}attach|security reasons|secur(?:e|ity) (?:rule|restriction)|rejected by (?:the )?(?:rule|filter|administrator|content)|administrative(?:ly)? (?:prohibition|denied|prohibited)|prohibited by (?:administrator|policy)|not compliant|rfc ?(?:5322|2822|5321|2821|822)|missing (?:a )?valid|duplicate header|bare (?:lf|newline)|multiple .{0,20}from|dangerous|executable|attachment type|blocked (?:attachment|extension)|content type .{0,20}not|messages? not allowed|denied by (?:policy|rule)|local_policy`,
  ]),
  row('content_rejected', 5, '6.0', [
    String.raw`content (?:reject|not|denied|filter|error|restriction|blocked)|message (?:content|header|body).{0,30}(?:reject|denied|not acceptable|error|invalid|improper|malformed)|improper use of 8-?bit|8[- ]?bit data|rejected (?:for|by|due to) (?:the )?(?:content|message|bad)|header (?:error|size|line)|bad (?:header|attachment|content)|mime|charset|header\b.{0,10}syntax|message filtered|message rejected|format not|message contains`,
  ]),
  row('sender_rejected', 5, '1.8', [
    String.raw`(?:sender|from address|originator|mail from|reverse-path|return-path|envelope).{0,40}(?:reject|den(?:y|ied)|invalid|not (?:exist|allowed|found|verified|permitted|accepted|authorized)|unknown|refused|verify failed|blocked|bad|domain must exist|illegal)|(?:reject|den(?:y|ied)|invalid|unknown|bad|unverified|illegal|unverif|forged) (?:as )?(?:.{0,10} )?(?:sender|originator|return path|mail from|from:)|domain of sender|backscatter|5\.1\.[78]|you are not (?:allowed|authorized|permitted)|closed mailing list|not (?:a )?member|members? only|only members|posting (?:is )?(?:not|restricted)|permission to post|non-?subscriber|unauthorized|not authorized|authenticat(?:ion|ed) (?:is )?required|requires authentication|unauthenticated senders|not (?:allowed|permitted) to (?:send|post|mail)|authrequired|no permission|insufficient permission|turn on smtp authentication|restricted|security policies|smtp auth`,
  ]),
  row('filtered', 5, '2.0', ['\\b550:? : user unknown|dd message filtered|recipient.{0,20}(?:only accepts|does not accept) mail from']),
  row('sender_rejected', 5, '1.8', ['group you tried to contact|groups\\.google\\.com/support|support\\.google\\.com/a/.{0,60}group|permission to post']),
  row('mailer_error', 5, '3.0', ['procmail:|command died|mailer_error']),
  row('expired', 5, '4.7', ['aborted after|message too old|retry timeout exceeded|delivery expired|queue\\.expired|in the queue too long']),
  row('user_unknown', 5, '1.1', [
    String.raw`(?:user|recipient|mailbox|account|address|addressee|alias|addresse|subscriber|destination|person|mail ?box|e-?mail|login|name|customer|id)s?(?: name| address| account| id|s)?\b.{0,60}?(?:unknown|not exist|not (?:be )?(?:found|known|valid|recogni[sz]ed|listed|resolve|identif|have)|n't (?:exist|have|found)|invalid|is invalid|undefined|unrouteable|unrouta?ble|no mailbox|nonexist|non-exist|no such|undeliverable|cannot be found|ambiguous|not (?:in|a) )`,
    String.raw`(?:unknown|no such|invalid|bad|nonexistent|non-existent|unrecogni[sz]ed|unrouteable|unroutable|unable to find|no valid|not a valid|wrong|illegal|not known|undefined|not find|no local|incorrect) (?:e-?mail |mail |local |destination |to |remote |smtp |final |virtual |envelope )?(?:user|recipient|mailbox|account|address|addressee|alias|person|part|id|login|rcpt|e-?mail|customer|subscriber)`,
    String.raw`no (?:mailbox|account|user|one|such|recipient|valid recipient|person)\b.{0,30}(?:here|found|by that|with that|named|name|called|of that|exists?)|mailbox (?:unavailable|not available|unknown|name not allowed|not local)|doesn't have a|does not have an?|no existe|n'existe pas|inconnu|unbekannt|sconosciut|onbekend|desconocid|desconhecid|не существует|не найден|нет такого|недоступен|存在しません|見つかりません|見つからない|宛先不明|不存在|이메일 주소|존재하지`,
    String.raw`not (?:our|a local|a known|listed in|in (?:our|the)|in public|our user)|not our user|recipientnotfound|recipnotfound|resolver\.adr|recipient (?:verify failed|not accepted)|recipient address rejected(?:: access denied|\\.?\\s*$|: (?:undeliverable|unknown))|recipient (?:was )?(?:rejected|refused)|rejected recipient|rcpt failed|user ?(?:doesn't|does not)|wasn't found|was not found|couldn't be found|could not be found|not found (?:by|at|in)|is not (?:a )?(?:valid|known|listed)|dossier|destinataire|unknown_user|unknown_to|userunknown|usersearch|hop count exceeded - possible|no longer (?:valid|exists?|available|active|in use|works?|employed|uses)|left the (?:company|organi)|delivery to this (?:user|address)|550 #?5\.1\.[01]\b|\b5\.1\.1\b|\b5\.1\.10\b|dead mailbox|has been (?:deleted|removed|closed|discontinued)|is closed|closed account|not listed`,
  ]),
  row('network', 4, '4.1', ['host not found.{0,3},? ?try again|temporary (?:name|dns) (?:lookup|resolution)|name service error .{0,80}try again']),
  row('host_unknown', 5, '1.2', [
    String.raw`(?:host|domain|server|name|mx|exchanger|site|destination)\b.{0,50}(?:unknown|not (?:found|exist|known|be found|reachable|resolve|valid)|n't (?:exist|find|found|resolve)|invalid|nxdomain|unresolvable|unrout|illegal|no such|does not exist|lookup fail|doesn't)|(?:unknown|no such|bad|invalid|unresolvable|illegal|nonexistent) (?:mail )?(?:host|domain|server|destination)|nxdomain|could ?n[o']t find (?:any|a) (?:mail ?exchanger|host|gateway|mx|domain)|name service error|all relevant mx records|unrouteable (?:mail )?domain|unrouteable|can ?n[o']t find .{0,30}(?:domain|host|gateway)|no mx|dns (?:error|lookup)|ドメイン|5\.1\.2\b|5\.4\.4\b|domain must be|not a real domain|not find (?:the )?(?:domain|host)|find a gateway`,
  ]),
  row('not_accept', 5, '3.2', [
    String.raw`(?:does not|doesn't|do not|don't|not) accept(?:ing)? (?:any )?(?:e-?mail|mail|messages?|network|connections)|null mx|no mail (?:is )?accepted|nullmx|smtp protocol (?:returned|is not)|host does not accept|mx record .{0,20}(?:is |points? to )?(?:null|\.|0 )|mail receiving disabled|does not receive mail|can't accept`,
  ]),
  row('network', 4, '4.1', [
    String.raw`connection (?:refused|reset|lost|closed|failed|dropped|error|timed)|(?:connect|connection) to .{0,80}(?:refused|time|route|unreach|fail)|lost connection|no route to|network (?:is )?(?:unreachable|error|problem)|unreachable|could ?n[o']t connect|unable to (?:connect|establish)|can ?n[o']t (?:connect|establish)|establish an smtp|too many hops|hop count|mail loop|loop(?:s|ing)? (?:back|detected)|routing loop|mail forwarding loop|loop detected|accept our requests to connect|broken pipe|\bdns\b|host not reachable|5\.4\.6|starttls|\btls\b|ssl|connection cannot|no answer from|name server`,
  ]),
  row('expired', 5, '4.7', [
    String.raw`expired|time[d-]? ?out|timeout|gave up|giving up|not going to try|queue too long|too long|(?:unable|could not|cannot|not been|was not|not be|n't be).{0,40}(?:for|within|after|in) (?:more than |the last )?(?:\d|several)|retry time|retry timeout|will be retried|keep trying|still being|delay(?:ed)?|not yet been delivered|aborted after|undeliverable for|exceeded .{0,20}(?:retry|time)|4\.4\.7|delivery attempts|period`,
  ]),
  row('system_full', 4, '3.1', ['insufficient (?:system|disk)|disk (?:is )?full|no space left|system (?:storage|full|disk)|not enough space']),
  row('mailer_error', 5, '3.0', ['command (?:failed|output|died)|procmail|pipe to|exit(?:ed)? (?:status|with)|mailer (?:error|failed)|local delivery (?:fail|agent)|x-unix|child status|signal \\d|can not open|\\|.{0,40}/bin/|core dump']),
  row('system_error', 5, '3.0', [
    'system (?:error|config|failure|problem|not)|configuration error|internal (?:server )?error|service (?:currently |temporarily )?(?:unavailable|not available|refuse)|local (?:error|configuration|problem)|server (?:error|fail|config)|temporary (?:failure|error|problem|local)|try (?:again )?later|unexpected|cannot (?:open|create|append)|ldap|database|lookup (?:failed|error)|resources|i/o error|duplicated message-id|loop alert|out of memory|transaction failed|unable to process|processing error',
  ]),
  row('syntax_error', 5, '5.0', ['syntax error|command (?:not|param|unrecogni|reject)|not implemented|bad sequence|unrecogni[sz]ed command|parameter|protocol error|5\\.5\\.[1-4]\\b']),
] as const;

function row<const R extends string>(reason: R, statusClass: 4 | 5, statusDetail: string, sources: string[]) {
  return { reason, status: `${statusClass}.${statusDetail}`, pattern: new RegExp(sources.join('|'), 'iu') };
}
