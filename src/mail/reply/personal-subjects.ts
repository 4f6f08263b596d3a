import { listed } from './phrases.js';

/**
 * Subjects and verbs with which people say who wrote ("On 3 May 2026 you wrote:", "your colleague Ann wrote:"). A mail
 * program gives a name; the few that write "you wrote" quote by signs below.
 */
export const PERSONAL_SUBJECTS: readonly string[] = listed(`
  wrote to | I sent | I have written | I emailed | wrote me | has written to |
  habe ich | ich habe | hat mir | haben mir | mir geschrieben | j'ai | j’ai | escribí | escribimos | les escribí | escrevi | escrevemos |
  abbiamo scritto | pisałem | pisałam | napisałem | napisałam | yazdım | yazdık | am scris | ați scris | 我写 | 我寫 | 你写 | 您写 | に書きました | 으로 보냄 | 에게 보냄 |
  you wrote | I wrote | he wrote | she wrote | we wrote | they wrote | who wrote | you write | he writes | she writes |
  schrieben Sie | schrieb ich | schrieb er | schrieb sie | schrieb mir | schriebst du | schrieben wir | schrieb man |
  Sie geschrieben | ich geschrieben | er geschrieben | du geschrieben | wir geschrieben |
  vous avez écrit | vous m'avez écrit | vous m’avez écrit | vous écriviez | vous nous avez écrit | tu as écrit |
  j'ai écrit | j’ai écrit | il a écrit | elle a écrit | on a écrit | nous avons écrit | ils ont écrit | m'a écrit | m’a écrit |
  usted escribió | ustedes escribieron | él escribió | ella escribió | me escribió | nos escribió | que escribió |
  Lei ha scritto | lei ha scritto | lui ha scritto | mi ha scritto | ci ha scritto | mi hai scritto | avete scritto | ho scritto |
  você escreveu | vocês escreveram | ele escreveu | ela escreveu | me escreveu | que escreveu |
  schreef u | schreef ik | schreef hij | schreef zij | schreef je | schreef jij | heeft u | heb ik | heb je |
  skrev du | skrev jag | skrev ni | skrev han | skrev hon | skrev vi | skrev jeg | skrev hun | skrev dere |
  pan napisał | pani napisała | Pan napisał | Pani napisała | on napisał | ona napisała | pan pisze | pani pisze |
  jste napsal | jste napsala | jste napsali | jsem napsal | jsem napsala | on napsal | ona napsala |
  вы писали | вы написали | Вы писали | Вы написали | вы пишете | ты писал | ты написал | я писал | я написал | он написал | она написала | мне написал |
  ви писали | ви написали | Ви писали | Ви написали | я написав | він написав | вона написала |
  your colleague | your employee | Ihr Kollege | Ihre Kollegin | Ihr Mitarbeiter | Ihre Mitarbeiterin | dein Kollege | deine Kollegin |
  mir Folgendes | mir folgendes | votre collègue | vos collègues | su compañero | su compañera | su colega | tu compañero |
  il suo collega | la sua collega | il Suo collega | la Sua collega | il vostro collega | seu colega | sua colega | uw collega | je collega |
  din kollega | deres kollega | er kollega | jeres kollega | Pana kolega | Państwa pracownik | váš kolega | vaše kolegyně |
  ваш коллега | ваша коллега | ваш сотрудник | ваш колега | ваша колега | 您的同事 | siz yazdınız | siz yazdı | bana yazdı | bize yazdı | εσείς γράψατε | μου έγραψε | μας έγραψε
`);

/**
 * Pronouns with which people say who wrote ("somebody of your team wrote:"); a program's name without an address has
 * none.
 */
export const PERSONAL_PRONOUNS: readonly string[] = listed(`
  my | your | our | me | us | you | someone | somebody | mein | meine | mir | mich | uns | unser | unsere | jemand | Ihnen | Ihr | Ihre | Ihrem | Ihrer |
  votre | vos | notre | nos | mon | quelqu'un | quelqu’un | su | sus | mi | me | nos | alguien | nuestro | nuestra | vostro | vostra | nostro | nostra |
  qualcuno | seu | sua | nosso | nossa | vosso | vossa | alguém | uw | mijn | mij | ons | onze | iemand | jullie | er | min | mitt | någon | nogen |
  noen | jeres | deres | Państwa | moja | mój | nasz | wasz | Vaše | Váš | vaše | váš | můj | moje | naše | ваша | ваш | мне | мой | моя | наш | наша |
  мені | мій | вашият | вашата
`);

/** Such words in scripts without spaces between words. */
export const UNDIVIDED_PRONOUNS: readonly string[] = listed(`
  你们 | 你們 | 您们 | 贵公司 | 贵司 | 御社 | 貴社
`);
