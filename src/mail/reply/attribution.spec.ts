import { describe, expect, it } from '@jest/globals';

import { measureAttribution } from './attribution.js';
import { splitSharedLine } from './shared-line.js';

describe('measureAttribution', () => {
  it.each<[string, string]>([
    ['English, Gmail', 'On Tue, Mar 3, 2026 at 9:14 AM Ann Lee <ann@example.com> wrote:'],
    ['English, Apple Mail', 'On 3 Mar 2026, at 09:14, Ann Lee <ann@example.com> wrote:'],
    ['English, Yahoo', 'On Tuesday, 3 March 2026, 09:14:22 GMT, Ann Lee <ann@example.com> wrote:'],
    ['English, Thunderbird without an address', 'On 03/03/2026 09:14, Ann Lee wrote:'],
    ['English, a first name and no time', 'On Tue, Mar 3, 2026, Ann wrote:'],
    ['English, no colon', 'On Tue, 3 Mar 2026 09:14:22 +0100 Ann Lee <ann@example.com> wrote'],
    ['English, Zoho', '---- On Tue, 03 Mar 2026 09:14:22 +0100 Ann Lee <ann@example.com> wrote ----'],
    ['English, Android', '---- Ann Lee wrote ----'],
    ['English, Eudora', 'At 09:14 AM 3/3/2026, Ann Lee wrote:'],
    ['German, Thunderbird', 'Am 03.03.2026 um 09:14 schrieb Ann Lee:'],
    ['German, Gmail', 'Ann Lee <ann@example.com> schrieb am Di., 3. März 2026, 09:14:'],
    ['German, Apple Mail', 'Am 03.03.2026 um 09:14 schrieb Ann Lee <ann@example.com>:'],
    ['German, K-9', 'Ann Lee <ann@example.com> schrieb:'],
    ['French, Gmail', 'Le mar. 3 mars 2026 à 09:14, Ann Lee <ann@example.com> a écrit :'],
    ['French, Thunderbird', 'Le 03/03/2026 à 09:14, Ann Lee a écrit :'],
    ['Spanish, Gmail', 'El mar, 3 mar 2026 a las 9:14, Ann Lee (<ann@example.com>) escribió:'],
    ['Italian, Gmail', 'Il giorno mar 3 mar 2026 alle ore 09:14 Ann Lee <ann@example.com> ha scritto:'],
    ['Portuguese, Gmail', 'Em ter., 3 de mar. de 2026 às 09:14, Ann Lee <ann@example.com> escreveu:'],
    ['Portuguese, Portugal', 'Ann Lee <ann@example.com> escreveu no dia terça, 3/03/2026 à(s) 09:14:'],
    ['Dutch, Gmail', 'Op di 3 mrt 2026 om 09:14 schreef Ann Lee <ann@example.com>:'],
    [
      'Dutch, Apple Mail',
      'Op 3 mrt. 2026, om 09:14 heeft Ann Lee <ann@example.com> het volgende geschreven:',
    ],
    ['Swedish, Gmail', 'Den tis 3 mars 2026 kl 09:14 skrev Ann Lee <ann@example.com>:'],
    ['Danish, Gmail', 'Den tirs. 3. mar. 2026 kl. 09.14 skrev Ann Lee <ann@example.com>:'],
    ['Norwegian, Gmail', 'tir. 3. mars 2026 kl. 09:14 skrev Ann Lee <ann@example.com>:'],
    ['Finnish, Gmail', 'ti 3. maalisk. 2026 klo 9.14 Ann Lee (ann@example.com) kirjoitti:'],
    ['Polish, Gmail', 'wt., 3 mar 2026 o 09:14 Ann Lee <ann@example.com> napisał(a):'],
    ['Polish, Thunderbird', 'W dniu 3.03.2026 o 09:14, Ann Lee pisze:'],
    ['Czech, Gmail', 'út 3. 3. 2026 v 9:14 odesílatel Ann Lee <ann@example.com> napsal:'],
    ['Czech, Thunderbird', 'Dne 03. 03. 26 v 9:14 Ann Lee napsal(a):'],
    ['Slovak, Gmail', 'ut 3. 3. 2026 o 9:14 Ann Lee <ann@example.com> napísal(a):'],
    ['Russian, Gmail', 'вт, 3 мар. 2026 г. в 09:14, Ann Lee <ann@example.com>:'],
    ['Russian, Mail.ru', 'Вторник, 3 марта 2026, 9:14 +03:00 от Ann Lee <ann@example.com>:'],
    ['Russian, Thunderbird', '03.03.2026 09:14, Ann Lee пишет:'],
    ['Ukrainian, Gmail', 'вт, 3 бер. 2026 р. о 09:14 Ann Lee <ann@example.com> пише:'],
    ['Japanese, Gmail', '2026年3月3日(火) 9:14 Ann Lee <ann@example.com>:'],
    ['Japanese, Apple Mail', '2026/03/03 9:14、Ann Lee <ann@example.com>のメール:'],
    ['Chinese, Gmail', 'Ann Lee <ann@example.com> 于2026年3月3日周二 09:14写道：'],
    ['Chinese, Apple Mail', '在 2026年3月3日，上午9:14，Ann Lee <ann@example.com> 写道：'],
    ['Chinese, Taiwan', 'Ann Lee <ann@example.com> 於 2026年3月3日 週二 上午9:14寫道：'],
    ['Korean, Gmail', '2026년 3월 3일 (화) 오전 9:14, Ann Lee <ann@example.com>님이 작성:'],
    ['Turkish, Gmail', 'Ann Lee <ann@example.com>, 3 Mar 2026 Sal, 09:14 tarihinde şunu yazdı:'],
    ['Greek, Gmail', 'Στις Τρί, 3 Μαρ 2026 στις 9:14 π.μ., ο χρήστης Ann Lee <ann@example.com> έγραψε:'],
    ['Hungarian, Gmail', 'Ann Lee <ann@example.com> ezt írta (időpont: 2026. márc. 3., K, 9:14):'],
    ['Romanian, Gmail', 'mar., 3 mar. 2026 la 09:14, Ann Lee <ann@example.com> a scris:'],
    ['Hebrew, Gmail', '‫בתאריך יום ג׳, 3 במרץ 2026 ב-9:14 מאת ‪Ann Lee‬‏ <‪ann@example.com‬‏>:‬'],
    [
      'Arabic, Gmail',
      'في الثلاثاء، 3 مارس 2026 في 9:14 ص تمت كتابة ما يلي بواسطة Ann Lee <ann@example.com>:',
    ],
    ['Vietnamese, Gmail', 'Vào Th 3, 3 thg 3, 2026 vào lúc 09:14 Ann Lee <ann@example.com> đã viết:'],
    ['Persian, Gmail', 'در تاریخ سه‌شنبه ۳ مارس ۲۰۲۶،‏ ۹:۱۴ Ann Lee <ann@example.com> نوشت:'],
    ['Hindi, Gmail', 'मंगल, 3 मार्च 2026 को 9:14 am बजे को Ann Lee <ann@example.com> ने लिखा:'],
    ['Bengali, Gmail', 'মঙ্গল, ৩ মার্চ, ২০২৬ তারিখে ৯:১৪ AM টায় Ann Lee <ann@example.com> লিখেছেন:'],
    ['Tamil, Gmail', 'செவ்., 3 மார்., 2026 அன்று, முற்பகல் 9:14 மணிக்கு, Ann Lee <ann@example.com> எழுதியது:'],
    ['Afrikaans, Gmail', 'Op Di. 03 Mrt. 2026 om 09:14 het Ann Lee <ann@example.com> geskryf:'],
    ['Filipino, Gmail', 'Noong Mar, Mar 3, 2026 nang 9:14 AM, sinulat ni Ann Lee <ann@example.com> ang:'],
    ['Swahili, Gmail', 'Mnamo Jumanne, 3 Machi 2026, 09:14, Ann Lee <ann@example.com> aliandika:'],
    ['Welsh, Gmail', 'Ad Mawrth, 3 Maw 2026 am 09:14, ysgrifennodd Ann Lee <ann@example.com>:'],
    ['Macedonian, Gmail', 'На вто., 3 мар. 2026 во 09:14 Ann Lee <ann@example.com> напиша:'],
    ['Arabic, digits of its own', 'في ٣ مارس ٢٠٢٦، الساعة ٩:١٤ ص، كتب Ann Lee <ann@example.com>:'],
    [
      'Polish, Apple Mail',
      'Wiadomość napisana przez Ann Lee <ann@example.com> w dniu 3 mar 2026, o godz. 09:14:',
    ],
    ['Indonesian, Gmail', 'Pada Sel, 3 Mar 2026 pukul 09.14 Ann Lee <ann@example.com> menulis:'],
    ['Bulgarian, Gmail', 'На вт, 3.03.2026 г. в 9:14 Ann Lee <ann@example.com> написа:'],
    ['Croatian, Gmail', 'uto, 3. ožu 2026. u 09:14 Ann Lee <ann@example.com> napisao je:'],
    ['Catalan, Gmail', 'Missatge de Ann Lee <ann@example.com> del dia dt., 3 de març 2026 a les 9:14:'],
    ['Thai, Gmail', 'ในวันที่ อ. 3 มี.ค. 2026 เวลา 09:14 Ann Lee <ann@example.com> เขียนว่า:'],
    ['old Gmail, date first', '2013-03-03 9:14 GMT+01:00 Ann Lee <ann@example.com>:'],
    ['old Gmail, no colon', '2013/3/3 Ann Lee <ann@example.com>'],
    ['Armenian, Gmail', 'Երք, 3 մրտ, 2026 թ. 09:14-ին Ann Lee <ann@example.com> գրել է՝'],
    ['Khmer, Gmail', 'នៅ ថ្ងៃអង្គារ ទី 3 មីនា 2026 ម៉ោង 09:14 Ann Lee <ann@example.com> បានសរសេរ៖'],
    ['a title in the name', 'Am 03.03.26 um 09:14 schrieb Prof. Dr. Ann Lee:'],
    ['Yandex', '03.03.2026, 09:14, "Ann Lee" <ann@example.com>:'],
    ['time first', '9:14 AM, March 3, 2026, "Ann Lee" <ann@example.com>:'],
  ])('recognises the line of %s', (_, line) => {
    expect(measureAttribution([line], 0)).toBe(1);
  });

  it.each<[string, string[]]>([
    ['before the verb', ['On Tue, Mar 3, 2026 at 9:14 AM, Ann Lee <ann@example.com>', 'wrote:']],
    [
      'inside the address',
      ['On Tue, Mar 3, 2026 at 9:14 AM, Ann Lee via Ticket Desk <', 'ann@example.com> wrote:'],
    ],
    ['before the closing bracket', ['Am 03.03.2026 um 09:14 schrieb Ann Lee <ann@example.com', '>:']],
    [
      'behind a long name',
      ['Anna Lee-Worthington', '<ann@example.com> ezt írta (időpont: 2026. márc. 3., K, 9:14):'],
    ],
    ['behind the address', ['Ann Lee <ann@example.com>', '于2026年3月3日周二 09:14写道：']],
    ['twice', ['On Mar 3, 2026, at 9:14 AM, Ann Lee', '<ann@example.com>', 'wrote:']],
    ['three times', ['On Mar 3, 2026,', 'at 9:14 AM, Ann Lee', '<ann@example.com>', 'wrote:']],
    ['inside a phrase', ['Le 3 mars 2026 à 09:14, Ann Lee avec un nom <ann@example.com> a', 'écrit :']],
    ['before a lone colon', ['Le 3 mars 2026 à 09:14, Ann Lee <ann@example.com> a écrit', ':']],
    ['inside the name, Hindi', ['मंगल, 3 मार्च 2026 को 9:14 am बजे को Anna', 'Lee <ann@example.com> ने लिखा:']],
    ['before the date, Chinese', ['Dr. Ann Lee <ann@example.com> 於', '2026年3月3日 週二 上午9:14寫道：']],
    [
      'with a blank line below each',
      ['On 3 Mar 2026, at 09:14, Ann Lee', '', '<ann@example.com>', '', 'wrote:'],
    ],
    ['inside the date, spaced out', ['Ann Lee <ann@example.com> schrieb am 28.', '', 'März 2026 um 09:14:']],
    ['inside the date', ['Ann Lee <ann@example.com> schrieb am Di., 3.', 'März 2026 um 09:14 Uhr:']],
    [
      'with a blank line',
      ['On Tue, Mar 3, 2026 at 9:14 AM Ann Lee', '', '<', 'mailto:Ann Lee <ann@example.com>', '> wrote:'],
    ],
  ])('recognises a line wrapped %s', (_, lines) => {
    expect(measureAttribution(lines, 0)).toBe(lines.length);
  });

  it.each<[string, string[]]>([
    ['a date in prose', ['On Thursday, I get proper rendering.']],
    ['a heading', ['On Thursday:']],
    ['a colon after prose', ['On your remote host you can run:']],
    ['a story about someone who wrote', ['On Monday I called Ann and she wrote:']],
    ['a verb without a date', ['When I figured it out, I wrote one of my own:']],
    ['a lone date', ['2026-03-03 09:14:22']],
    ['a meeting', ['Meet me on 3/3/2026 at 10:30 in room 4']],
    ['an address to write to', ['Please write to ann@example.com before 3/3/2026.']],
    ['a question with a time', ['Can you come at 10:30?']],
    ['what a mail server said', ['<ann@example.com>: host mail.example.com[192.0.2.1] said:']],
    ['a pasted log', ['ann@example.com 10:30:22 cannot open <bob@example.com>:']],
    [
      'a list of people with a time',
      ['Please invite by 10:30 on 3/3/2026. These people: Ann <ann@example.com>:'],
    ],
    ['a log', ['[2026-03-03 09:14:22] Ann Lee <ann@example.com> logged in:']],
    ['what a person cites', ['On 3/3/2026 at 9:14 you wrote:']],
    ['what a person cites, German', ['Am 03.03.2026 um 9:14 schrieben Sie:']],
    ['what a person cites, Spanish', ['En su correo del 03/03/2026 a las 9:14 usted escribió:']],
    ['what a person cites, Russian', ['В заявке от 03.03.2026 10:30 вы писали:']],
    ['what a person cites, French', ['Le 03/03/2026 à 9h14 vous m’avez écrit :']],
    ['a link', ['See https://example.com/blog/on-2026-03-03-someone-wrote-this']],
  ])('leaves %s alone', (_, lines) => {
    expect(measureAttribution(lines, 0)).toBe(0);
  });

  it.each<[string, string[]]>([
    ['a number', ['Call 10:30 is fine.', 'On 3 Mar 2026, at 09:14, Ann Lee <ann@example.com> wrote:']],
    ['a sentence', ['Where is order 1042? I wait.', 'Ann Lee <ann@example.com> wrote on 3/3/2026 9:14 AM:']],
    [
      'a date and a time',
      ['Le 3/3/2026 il est arrivé à 10:30', '2026年3月3日(火) 9:14 Ann <ann@example.com>:'],
    ],
    ['a word that opens', ['La lampe marche enfin.', '2026年3月3日(火) 9:14 Ann Lee <ann@example.com>:']],
    ['no full stop', ['Order 1042 is late', 'Ann Lee <ann@example.com> schrieb am 3. März 2026 um 09:14:']],
    ['a time', ['Je vous attends à 9h30.', 'Ann Lee <ann@example.com> 于2026年3月3日周二 09:14写道：']],
    ['a sentence, Chinese', ['订单1042在哪里？', 'Ann Lee <ann@example.com> 于2026年3月3日周二 09:14写道：']],
    ['a blank line', ['Order 1042 is late.', '', 'Ann Lee <ann@example.com> wrote on 3/3/2026 9:14 AM:']],
  ])('starts at the attribution, not at words above it with %s', (_, lines) => {
    const last = lines.length - 1;
    expect([measureAttribution(lines, 0), measureAttribution(lines, last)]).toEqual([0, 1]);
  });
});

describe('measureAttribution where a person cites', () => {
  it.each<[string, string]>([
    ['English', 'On 3 March 2026, your colleague wrote the following:'],
    ['English, with an address', 'On 3/3/2026 at 9:14 I wrote to support@example.com:'],
    ['English, with a time', 'On 03/03/2026 at 10:30 AM the courier wrote:'],
    ['German', 'Am 03.03.2026 um 10:30 habe ich an support@example.com geschrieben:'],
    ['German, without a time', 'Am 03.03.2026 hat Frau Lee mir geschrieben:'],
    ['French', 'Le 3 mars 2026 à 10:30 j’ai écrit à support@example.com :'],
    ['Spanish', 'El 3 de marzo de 2026 escribí a support@example.com:'],
    ['Italian', 'In data 03/03/2026 il corriere ha scritto:'],
    ['Portuguese', 'Em 3 de março de 2026 o seu colega escreveu:'],
    ['Dutch', 'Op 3 maart 2026 om 10:30 schreef de koerier:'],
    ['Danish', 'Den 3. marts 2026 skrev budet:'],
    ['Polish', 'W dniu 3.03.2026 pisałem na support@example.com:'],
    ['Czech', 'Dne 3. 3. 2026 jsem napsal na support@example.com:'],
    ['Russian', '03.03.2026 я написал на support@example.com:'],
    ['Turkish', '3 Mart 2026 tarihinde support@example.com adresine yazdım:'],
    ['Greek', 'Στις 3/3/2026 ο κούριερ έγραψε:'],
    ['Romanian', 'La 03.03.2026 am scris la support@example.com:'],
    ['Vietnamese', 'Vào 3/3/2026 người giao hàng đã viết:'],
    ['Japanese', '2026年3月3日、配達員は書きました:'],
    ['Chinese', '2026年3月3日快递员写道：'],
  ])('leaves what follows to that person, %s', (_, line) => {
    expect(measureAttribution([line], 0)).toBe(0);
  });

  it.each<[string, string[]]>([
    ['a name without a time', ['On 3 March 2026, Ann', 'wrote:']],
    ['the second person', ['On 3/3/2026 at 9:14 you wrote:']],
  ])('accepts %s as an attribution if a quote follows', (_, lines) => {
    const asked: number[] = [];
    const length = measureAttribution(lines, 0, (line) => {
      asked.push(line);
      return true;
    });
    expect([length, asked]).toEqual([lines.length, [lines.length - 1]]);
  });
});

describe('splitSharedLine', () => {
  it('cuts an attribution out of a line that it shares with words', () => {
    expect(splitSharedLine('Yes! On 3/3/2026, Ann <ann@example.com> wrote: Is it you?')).toEqual([
      'Yes! ',
      'On 3/3/2026, Ann <ann@example.com> wrote:',
      ' Is it you?',
    ]);
  });

  it.each([
    ['German', 'Am Di., März 3, 2026 at 9:14 schrieb Ann Lee<ann@example.com>:', '   Ist es?'],
    ['French', 'Le mar., mars 3, 2026 à 9:14, Ann Lee<ann@example.com> a écrit :', '   Est-ce ?'],
    ['Italian', 'Il mar, 3 mar, 2026 alle 9:14, Ann Lee<ann@example.com> ha scritto:', '   Lo è?'],
  ])('does so at the start and behind words, %s', (_, line, rest) => {
    expect(splitSharedLine(line + rest)).toEqual([line, rest]);
    expect(splitSharedLine(`Oui. ${line}${rest}`)).toEqual(['Oui. ', line, rest]);
  });

  it.each([
    'Am 03.03.2026 habe ich an ann@example.com geschrieben: keine Antwort',
    'On 3/3/2026 I wrote to ann@example.com: no answer',
    '> On 3/3/2026, Ann <ann@example.com> wrote:',
    'On the web ann@example.com wrote: hello',
    'plain words',
  ])('keeps %p whole', (line) => {
    expect(splitSharedLine(line)).toEqual([line]);
  });
});
