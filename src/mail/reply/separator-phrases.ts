import { listed } from './phrases.js';

/** "-----Original Message-----" and the like, without the dashes. */
export const ORIGINAL_MESSAGE: readonly string[] = listed(`
  Original Message | Replied Message | Mail original | Original Email | Original Mail | Original Appointment | Reply Message | Reply message |
  Previous Message | Ursprüngliche Nachricht | Ursprungsnachricht | Originalnachricht | Original-Nachricht |
  Originalmeldung | Antwort Nachricht | Urspr. Nachricht | Ursprünglicher Termin | Message d'origine |
  Message d’origine | Message original | Message initial | E-mail d'origine | Courriel original | Mensaje
  original | Mensaje Original | Correo original | Messaggio originale | Messaggio Originale | Mensagem
  original | Mensagem Original | Oorspronkelijk bericht | Origineel bericht | Oorspronkelijke bericht |
  Ursprungligt meddelande | Originalmeddelande | Oprindelig meddelelse | Original meddelelse | Oprindelig
  besked | Opprinnelig melding | Original melding | Alkuperäinen viesti | Wiadomość oryginalna | Oryginalna
  wiadomość | Wiadomość oryg. | Původní zpráva | Původní e-mail | Pôvodná správa | Исходное сообщение |
  Оригинальное сообщение | Исходное письмо | Первоначальное сообщение | Вихідне повідомлення | Оригінальне
  повідомлення | Оригинално съобщение | Оригинал съобщение | 元のメッセージ | オリジナルメッセージ | 原始邮件 | 原始郵件 | 邮件原件 | 回复的原邮件 | 回覆的原郵件 |
  原始信件 | 原郵件 | 원본 메시지 | 원본 이메일 | 원본 메일 | 원본메시지 | Orijinal İleti | Orijinal Mesaj | Özgün ileti | Özgün İleti | Αρχικό
  μήνυμα | Πρωτότυπο μήνυμα | Eredeti üzenet | Mesaj original | Mesajul original | הודעה מקורית | הודעה
  המקורית | الرسالة الأصلية | رسالة أصلية | Thư gốc | Tin nhắn gốc | Pesan asli | Pesan Asli |
  ข้อความต้นฉบับ | ข้อความเดิม | Missatge original | Mensaxe orixinal | Izvorna poruka | Originalna poruka |
  Izvirno sporočilo | Algkiri | Pradinis laiškas | Sākotnējais ziņojums
`);

/** "---------- Forwarded message ---------", "Begin forwarded message:" and the like, without dashes and colon. */
export const FORWARDED_MESSAGE: readonly string[] = listed(`
  Forwarded message | Forwarded Message | Mail transféré | Begin forwarded message | Forwarded by | Forwarded email | Start
  of forwarded message | Inline forwarded message | Weitergeleitete Nachricht | Anfang der weitergeleiteten
  Nachricht | Anfang der weitergeleiteten E-Mail | Weitergeleitete E-Mail | Weitergeleitet von | Message
  transféré | Message réexpédié | Début du message réexpédié | Début du message transféré | Message transmis
  | Réexpédié par | Transféré par | Mensaje reenviado | Inicio del mensaje reenviado | Inicia mensaje
  reenviado | Comienzo del mensaje reenviado | Mensaje remitido | Messaggio inoltrato | Inizio messaggio
  inoltrato | Inizio del messaggio inoltrato | Mensagem encaminhada | Mensagem reencaminhada | Início da
  mensagem encaminhada | Início da mensagem reencaminhada | Início de mensagem reenviada | Doorgestuurd
  bericht | Begin doorgestuurd bericht | Doorgezonden bericht | Vidarebefordrat meddelande | Vidarebefordrat
  brev | Början på vidarebefordrat meddelande | Vidarebefordrat mejl | Videresendt meddelelse | Videresendt
  besked | Start på videresendt besked | Begynder videresendt meddelelse | Videresendt melding | Videresendt
  e-post | Start på videresendt melding | Begynn videresendt melding | Välitetty viesti | Välitetty viesti
  alkaa | Edelleenlähetetty viesti | Przekazana wiadomość | Wiadomość przekazana dalej | Początek
  przekazywanej wiadomości | Początek przesyłanej dalej wiadomości | Przeposlaná zpráva | Přeposlaná zpráva
  | Začátek přeposílané zprávy | Začátek přeposlané zprávy | Preposlaná správa | Začiatok preposlanej správy
  | Пересылаемое сообщение | Пересланное сообщение | Начало переадресованного сообщения | Начало
  пересылаемого сообщения | Переадресованное сообщение | Пересылаемое письмо | Переслане повідомлення |
  Початок листа, що пересилається | Початок переадресованого повідомлення | Препратено съобщение | Начало на
  препратеното съобщение | 転送されたメッセージ | 転送メッセージ | 転送されたメール | 以下は転送されたメッセージです | 轉寄郵件 | 转发的邮件 | 轉寄的郵件 | 已轉寄郵件
  | 转发邮件信息 | 开始转发的邮件 | 以下是转发的邮件 | 開始轉寄郵件 | 전달된 메시지 | 전달된 메일 | 전달받은 메일 | Yönlendirilen ileti | Yönlendirilmiş
  ileti | İletilen mesaj | Yönlendirilen e-posta | Προωθημένο μήνυμα | Έναρξη προωθημένου μηνύματος | Αρχή
  προωθημένου μηνύματος | Továbbított üzenet | Továbbított levél | Továbbított üzenet kezdete | Mesaj
  redirecționat | Mesaj redirecţionat | Începutul mesajului redirecționat | Mesaj retrimis | הודעה שהועברה |
  תחילת ההודעה שהועברה | רسالة معاد توجيهها | الرسالة المعاد توجيهها | رسالة معاد توجيهها | بدء الرسالة
  المعاد توجيهها | Thư được chuyển tiếp | Chuyển tiếp | Tin nhắn đã chuyển tiếp | Pesan terusan | Pesan yang diteruskan |
  ข้อความที่ส่งต่อ | Missatge reenviat | Mensaxe reenviada | Proslijeđena poruka | Posredovano sporočilo |
  Edastatud kiri | Persiųstas laiškas | Pārsūtīts ziņojums
`);

/** Marker lines that help desks put above their own words. */
export const REPLY_ABOVE: readonly string[] = listed(`
  reply above this line | please reply above this line | type your reply above this line | please type your
  reply above this line | write your reply above this line | reply above the line | reply above here | reply
  to this email above this line | add your comment above this line | write above this line | do not write
  below this line | do not type below this line | respond above this line | enter your reply above this line
  | bitte oberhalb dieser zeile antworten | antworten sie oberhalb dieser zeile | bitte antworten sie
  oberhalb dieser zeile | bitte geben sie ihre antwort oberhalb dieser zeile ein | répondre au-dessus de
  cette ligne | répondez au-dessus de cette ligne | veuillez répondre au-dessus de cette ligne | veuillez
  saisir votre réponse au-dessus de cette ligne | responda por encima de esta línea | responder por encima
  de esta línea | escriba su respuesta por encima de esta línea | responda acima desta linha | rispondi
  sopra questa riga | rispondere sopra questa riga | antwoord boven deze regel | typ uw antwoord boven deze
  regel | svara ovanför denna rad | svar over denne linje | svar over denne linjen | odpowiedz powyżej tej
  linii | odpovězte nad tento řádek | ответьте выше этой строки | この行より上に返信してください | 请在此行上方回复
`);

/** Contained in every such marker, however it is worded; it is then between dashes or hashes. */
export const ABOVE_THIS_LINE: readonly string[] = listed(`
  above this line | reply above | not write below this line | not type below this line | not edit below this line |
  not modify below this line | remove text below this line | oberhalb dieser
  zeile | oberhalb dieser linie | über dieser zeile | über dieser linie | au-dessus de cette ligne | encima
  de esta línea | acima desta linha | acima dessa linha | sopra questa riga | sopra questa linea | boven deze
  regel | boven deze lijn | ovanför denna rad | ovanför den här raden | over denne linje | over denne linjen
  | over denne linien | tämän rivin yläpuolelle | powyżej tej linii | nad tą linią | nad tento řádek | nad
  tímto řádkem | nad tento riadok | выше этой строки | выше этой линии | над этой строкой | над этой линией | вище цього рядка | вище цієї лінії | над цим рядком | над цією лінією |
  над този ред | над тази линия | iznad ove linije | iznad ove crte | iznad ovog retka | nad to vrstico | virš šios eilutės | virs šīs rindas | selle rea kohale |
  sobre d'aquesta línia | sobre d’aquesta línia | sobre aquesta línia | arriba de esta línea | över den här raden | över denna rad | nad tuto čáru |
  bu satırın üstüne | bu satırın üzerine | πάνω από αυτή τη γραμμή | e sor fölé | deasupra acestei linii |
  この行より上 | この線より上 | 此行上方 | 此線上方 | 此线上方 | 이 줄 위에 | di atas baris ini | trên dòng này | di atas garis ini | เหนือบรรทัดนี้ | מעל לשורה זו | מעל שורה זו | מעל לקו זה | فوق هذا السطر | فوق هذا الخط | 在此行之上 | 在此行以上
`);

/** Subject prefixes of a forward, lower case, without the colon (Gmail, Outlook, Apple Mail, Lotus Notes). */
export const FORWARD_PREFIXES: readonly string[] = listed(`
  fwd | fw | forward | wg | weitergeleitet | tr | transf | rv | reenv | enc | i | inoltr | doorst | vb | vs
  | vl | pd | fs | přep | пер | пересл | пд | 转发 | 轉寄 | 转 | 転送 | 전달 | ilt | ynt-ilt | προωθ | továbbítás |
  redir | הועבר | إعادة توجيه | chuyển tiếp | i̇lt | πρθ | trs | vf
`);
