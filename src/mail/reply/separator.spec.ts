import { describe, expect, it } from '@jest/globals';

import { isForwardSubject, isRule, readSeparator, type Separator } from './separator.js';

describe('readSeparator', () => {
  it.each<[string, Separator | null]>([
    ['-----Original Message-----', 'original'],
    ['----- Original message -----', 'original'],
    ['-------- Original Message --------', 'original'],
    ['*-------- Original Message --------*', 'original'],
    ['‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐', 'original'],
    ['-----Ursprüngliche Nachricht-----', 'original'],
    ["-------- Message d'origine --------", 'original'],
    ['-----Mensaje original-----', 'original'],
    ['-----Messaggio originale-----', 'original'],
    ['-----Oorspronkelijk bericht-----', 'original'],
    ['-----Mensagem original-----', 'original'],
    ['-----Ursprungligt meddelande-----', 'original'],
    ['-----Alkuperäinen viesti-----', 'original'],
    ['-----Исходное сообщение-----', 'original'],
    ['-----元のメッセージ-----', 'original'],
    ['------------------ 原始邮件 ------------------', 'original'],
    ['-----원본 메시지-----', 'original'],
    ['---------- Forwarded message ---------', 'forward'],
    ['---------- Weitergeleitete Nachricht ---------', 'forward'],
    ['---------- Vidarebefordrat meddelande ----------', 'forward'],
    ['---------- Mensaje reenviado ---------', 'forward'],
    ['---------- Przekazana wiadomość ---------', 'forward'],
    ['---------- Пересылаемое сообщение ---------', 'forward'],
    ['----- Forwarded by Ann Lee/Example on 03/03/2026 09:14 -----', 'forward'],
    ['Begin forwarded message:', 'forward'],
    ['> Begin forwarded message:', 'forward'],
    ['Anfang der weitergeleiteten Nachricht:', 'forward'],
    ['Début du message réexpédié :', 'forward'],
    ['Inizio messaggio inoltrato:', 'forward'],
    ['-- REPLY ABOVE THIS LINE --', 'reply-above'],
    ['##- Please type your reply above this line -##', 'reply-above'],
    ['Bitte oberhalb dieser Zeile antworten', 'reply-above'],
    ['-- REPLY ABOVE THIS LINE -- or visit our site to respond.', 'reply-above'],
    ['--- Reply above. Please leave this line in place. ---', 'reply-above'],
    ['-- Reply ABOVE THIS LINE to add a note to the request --', 'reply-above'],
    ['## Bitte schreibe deine Antwort oberhalb dieser Zeile. ##', 'reply-above'],
    ['== Votre réponse va au-dessus de cette ligne ==', 'reply-above'],
    ['*** Skriv ditt svar ovanför den här raden ***', 'reply-above'],
    ['##- Введите ответ над этой строкой -##', 'reply-above'],
    ['##- Введіть відповідь над цим рядком -##', 'reply-above'],
    ['##- Viết câu trả lời phía trên dòng này -##', 'reply-above'],
    ['##- โปรดตอบเหนือบรรทัดนี้ -##', 'reply-above'],
    ['##- נא להשיב מעל לשורה זו -##', 'reply-above'],
    ['##- اكتب ردك فوق هذا السطر -##', 'reply-above'],
    ["##- Respon a sobre d'aquesta línia -##", 'reply-above'],
    ['<< Please answer above this line >>', 'reply-above'],
    ['------ Do not edit below this line ------', 'reply-above'],
    ['------ Enter your text below this line ------', null],
    ['-Original Message----- From: "Ann (Shop)" <', 'original'],
    ['----- Ursprüngliche Nachricht ----- Von: Ann', 'original'],
    ['I read the original message twice', null],
    ['- Original message -', null],
    ['-- my notes stand above this line', null],
    ['Original Message', null],
    ['The forwarded message: see below', null],
    ['Should I reply above this line or below?', null],
    ['------------- Enter Feedback Below -------------', null],
  ])('%p → %p', (line, separator) => {
    expect(readSeparator(line)).toBe(separator);
  });
});

describe('isForwardSubject', () => {
  it.each(['Fwd: Hi', 'FW: Hi', 'WG: Hallo', 'TR: Bonjour', 'RV: Hola', '[desk] Fwd: Hi', '转发：你好'])(
    'accepts %p',
    (subject) => {
      expect(isForwardSubject(subject)).toBe(true);
    },
  );

  it.each(['Re: Hi', 'AW: Hallo', 'Forwarding problem', ''])('rejects %p', (subject) => {
    expect(isForwardSubject(subject)).toBe(false);
  });
});

describe('isRule', () => {
  it.each<[string, boolean]>([
    ['________________________________', true],
    ['========================================', true],
    ['---', false],
    ['--- a ---', false],
  ])('%p → %p', (line, rule) => {
    expect(isRule(line)).toBe(rule);
  });
});
