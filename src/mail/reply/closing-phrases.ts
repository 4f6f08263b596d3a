import { listed } from './phrases.js';

/**
 * Closing phrases before a name, in lower case without punctuation. `thanks` and the like close a mail only with a name
 * below; alone they are addressed to the reader.
 */
export const CLOSINGS: Readonly<Record<string, readonly string[]>> = {
  af: listed(`
    vriendelike groete | beste groete
  `),
  ar: listed(`
    مع خالص التحية | مع أطيب التحيات | تحياتي | مع تحياتي | وتفضلوا بقبول فائق الاحترام
  `),
  az: listed(`
    hörmətlə
  `),
  bg: listed(`
    с уважение | поздрави | с поздрав | с най-добри пожелания | лек ден | хубав ден
  `),
  bn: listed(`
    শুভেচ্ছান্তে | ধন্যবাদান্তে
  `),
  ca: listed(`
    salutacions | cordialment | atentament | una salutació | una abraçada | ben cordialment
  `),
  cs: listed(`
    s pozdravem | s přátelským pozdravem | hezký den | s úctou | zdravím | zdraví | děkuji a přeji hezký den | s pozdravom
  `),
  da: listed(`
    med venlig hilsen | venlig hilsen | mvh | hilsen | vh | kh | mange hilsner | bedste hilsner | kærlig
    hilsen | hilsner | med venlig hilsen/best regards | dbh | de bedste hilsner
  `),
  de: listed(`
    mit freundlichen grüßen | mit freundlichen grüssen | mit freundlichem gruß | mit freundlichem gruss |
    freundliche grüße | freundliche grüsse | viele grüße | viele grüsse | beste grüße | beste grüsse | liebe
    grüße | liebe grüsse | herzliche grüße | herzliche grüsse | schöne grüße | schöne grüsse | mit besten
    grüßen | mit lieben grüßen | mit herzlichen grüßen | mit vielen grüßen | grüße | gruß | gruss | mfg | vg
    | lg | bg | hochachtungsvoll | grüessli | freundlicher gruß | schönen gruß | mit freundl. grüßen | mit freundlichen gruessen | freundliche
    gruesse | viele gruesse | beste gruesse | liebe gruesse | gruesse | sonnige grüße | freundlichst | schönen tag noch | schönes wochenende
  `),
  el: listed(`
    με εκτίμηση | φιλικά | με φιλικούς χαιρετισμούς | χαιρετισμούς
  `),
  en: listed(`
    regards | best regards | kind regards | kindest regards | warm regards | warmest regards | with regards
    | with kind regards | with best regards | many regards | best | all the best | best wishes | with best
    wishes | warm wishes | cheers | sincerely | yours sincerely | sincerely yours | yours faithfully | yours
    truly | yours | greetings | with warm regards | much obliged | have a nice weekend | have a great weekend | respectfully | cordially | br | kr | rgds | b/r | warmly | take care | have a nice day |
    have a great day | love | xoxo
  `),
  es: listed(`
    saludos | un saludo | saludos cordiales | atentamente | cordialmente | un cordial saludo | reciba un
    cordial saludo | muy atentamente | un abrazo | abrazos | cordiales saludos | atte
  `),
  et: listed(`
    lugupidamisega | parimate soovidega | tervitades | parimat
  `),
  eu: listed(`
    agur bero bat | adeitasunez | ondo izan
  `),
  fa: listed(`
    با احترام | با سپاس | ارادتمند
  `),
  fi: listed(`
    ystävällisin terveisin | terveisin | parhain terveisin | yt | t | yst. terv | ystävällisesti | terv |
    kunnioittavasti
  `),
  fr: listed(`
    cordialement | bien cordialement | très cordialement | sincèrement | salutations | meilleures
    salutations | sincères salutations | bien à vous | bien à toi | amicalement | cdlt | cdt |
    respectueusement | à bientôt | bonne journée | belle journée | salutations distinguées | avec mes
    salutations | bonne soirée | bon week-end | amitiés
  `),
  gl: listed(`
    un saúdo | saúdos | unha aperta
  `),
  he: listed(`
    בברכה | בכבוד רב | בברכה רבה
  `),
  hi: listed(`
    सादर | भवदीय | शुभकामनाओं सहित
  `),
  hr: listed(`
    lijep pozdrav | srdačan pozdrav | s poštovanjem | lp | pozdrav | puno pozdrava | ugodan dan
  `),
  hu: listed(`
    üdvözlettel | tisztelettel | üdv | köszönettel
  `),
  hy: listed(`
    հարգանքով
  `),
  id: listed(`
    salam | hormat kami | hormat saya | salam hangat
  `),
  is: listed(`
    kær kveðja | bestu kveðjur | kveðja | með kveðju | með bestu kveðju | virðingarfyllst
  `),
  it: listed(`
    cordiali saluti | distinti saluti | saluti | un saluto | un cordiale saluto | cordialmente | a presto |
    buona giornata | i migliori saluti | saluti cordiali | cari saluti | un caro saluto | buon lavoro | buona serata
  `),
  ja: listed(`
    敬具 | 以上、よろしくお願いいたします | 以上、よろしくお願いします | 草々
  `),
  ka: listed(`
    პატივისცემით
  `),
  kk: listed(`
    құрметпен
  `),
  ko: listed(`
    감사합니다 | 드림 | 올림
  `),
  lt: listed(`
    pagarbiai | su pagarba | geriausi linkėjimai | linkėjimai
  `),
  lv: listed(`
    ar cieņu | ar sveicieniem | visu labu
  `),
  mk: listed(`
    со почит | срдачен поздрав
  `),
  ms: listed(`
    salam hormat | sekian, terima kasih
  `),
  nb: listed(`
    med vennlig hilsen | vennlig hilsen | hilsen | beste hilsen | med hilsen | med vennleg helsing
  `),
  nl: listed(`
    met vriendelijke groet | met vriendelijke groeten | vriendelijke groet | vriendelijke groeten | groeten
    | groet | groetjes | hartelijke groet | hartelijke groeten | hoogachtend | mvg | m.v.g. | met hartelijke groet | fijne dag | prettige dag
  `),
  pl: listed(`
    pozdrawiam | z poważaniem | pozdrowienia | serdecznie pozdrawiam | pozdrawiam serdecznie | z wyrazami
    szacunku | łączę pozdrowienia | miłego dnia | dziękuję i pozdrawiam | z pozdrowieniami | pozdr
  `),
  pt: listed(`
    atenciosamente | cumprimentos | com os melhores cumprimentos | melhores cumprimentos | att | abraços |
    abraço | saudações | cordialmente | abs | atte | um abraço
  `),
  ro: listed(`
    cu stimă | cu respect | toate cele bune | o zi bună | cu drag | salutări
  `),
  ru: listed(`
    с уважением | с наилучшими пожеланиями | всего доброго | всего хорошего | с приветом | искренне ваш
  `),
  sk: listed(`
    s pozdravom | s úctou | pekný deň | s priateľským pozdravom | pozdravujem
  `),
  sl: listed(`
    lep pozdrav | lepo pozdravljeni | s spoštovanjem | lep dan | prijazen pozdrav
  `),
  sq: listed(`
    me respekt | të fala
  `),
  sr: listed(`
    срдачан поздрав | поздрав | с поштовањем | пријатан дан
  `),
  sv: listed(`
    med vänlig hälsning | med vänliga hälsningar | vänliga hälsningar | vänlig hälsning | mvh | hälsningar |
    bästa hälsningar | hälsning | vh | allt gott | hej då | varma hälsningar | soliga hälsningar
  `),
  th: listed(`
    ขอแสดงความนับถือ | ด้วยความเคารพ | ด้วยความนับถือ
  `),
  tr: listed(`
    saygılarımla | saygılar | iyi çalışmalar | i̇yi çalışmalar | i̇yi günler | iyi günler | sevgiler | selamlar | saygılarımızla
  `),
  uk: listed(`
    з повагою | з найкращими побажаннями | щиро ваш | всього найкращого
  `),
  vi: listed(`
    trân trọng | thân ái | kính thư | thân mến
  `),
  zh: listed(`
    此致 | 此致敬礼 | 敬礼 | 祝好 | 顺祝商祺 | 謹啟 | 敬上
  `),
};

/** Words of thanks that close a mail if a name follows. */
export const THANKS: readonly string[] = listed(`
  thanks | thank you | thanks a lot | many thanks | thanks in advance | thank you in advance | thank you
  very much | thanks so much | thank you so much | thx | tia | thanks again | thanks and regards | thanks &
  regards | thanks and best regards | thanks & best regards | thanks very much | much appreciated | with
  thanks | thank you and regards | thank you kindly | kind thanks | ta | danke | vielen dank | danke im
  voraus | vielen dank im voraus | besten dank | herzlichen dank | merci | merci beaucoup | merci d'avance |
  merci d’avance | gracias | muchas gracias | gracias de antemano | grazie | grazie mille | obrigado |
  obrigada | muito obrigado | bedankt | alvast bedankt | dank je wel | met dank | tack | tack på förhand |
  tack så mycket | tak | mange tak | på forhånd tak | takk | mange takk | kiitos | kiitos etukäteen |
  dziękuję | dzięki | z góry dziękuję | děkuji | díky | předem děkuji | ďakujem | спасибо | заранее спасибо
  | дякую | teşekkürler | teşekkür ederim | ευχαριστώ | köszönöm | mulțumesc | תודה | شكرا | cảm ơn | xin cảm ơn | terima
  kasih | thanks a million | thank you for your help | thanks for your help | gràcies | moltes gràcies | благодаря | hvala | хвала | tänan | aitäh | paldies |
  ačiū | grato | grata | dank u wel | dank | kiittäen | תודה רבה | وشكرا | よろしくお願いいたします | よろしくお願いします | 宜しくお願い致します | よろしくお願い申し上げます | مع الشكر | شكراً | 谢谢 | 謝謝 | merci beaucoup d’avance | با تشکر | takk fyrir | eskerrik asko | grazas | faleminderit
`);
