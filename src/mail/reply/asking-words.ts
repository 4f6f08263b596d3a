import { listed } from './phrases.js';

/** How people say "please", in lower case. */
export const PLEASE: readonly string[] = listed(`
  please | pls | plz | kindly | bitte | s'il vous plaît | s’il vous plaît | s'il te plaît | s’il te plaît | svp | stp | veuillez |
  merci de | prière de | por favor | porfa | le ruego | les ruego | per favore | per piacere | per cortesia | alsjeblieft |
  alstublieft | aub | gelieve | graag | snälla | vänligen | var god | var vänlig | venligst | vær venlig | vær så snill | vennligst |
  ole hyvä | olkaa hyvä | proszę | prosze | prosím | prosim | пожалуйста | прошу | будь ласка | моля | молам | παρακαλώ | kérem |
  kérjük | vă rog | va rog | te rog | lütfen | molim | palun | lūdzu | prašau | prašome | tolong | mohon | vui lòng | si us plau |
  お願い | 拜托 | 부탁
`);

/** Words with which people ask for something in a few words, in lower case; `*` stands for any ending. */
export const REQUESTS: Readonly<Record<string, readonly string[]>> = {
  cs: listed(`
    zrušte | zrušit | vraťte | vrátit | smaž* | vymaž* | zavolejte | zavolat | odpovězte | odpovědět | pošlete | poslat | vyměň* |
    opravte | opravit | zavřete | změňte | změnit | potvrď* | doruč* | spěchá | pomoc | pomozte
  `),
  da: listed(`
    annull* | afbestil* | avbestill* | refunder* | tilbagebetal* | tilbakebetal* | slet | slett | slette | ring | svar | send |
    sende | byt | bytte | erstat | erstatt* | reparer* | lukk | ændr* | endre | bekræft* | bekreft* | haster | hjælp | hjelp
  `),
  de: listed(`
    lösch* | loesch* | stornier* | kündig* | erstatt* | rückerstatt* | überweis* | antwort* | rückruf* | anruf* | zurückruf* |
    rufen | schicken | senden | zusend* | umtausch* | tauschen | ersetzen | reparier* | schließen | schliessen | ändern |
    bestätig* | melden | prüfen | liefern | abholen | warte | warten | dringend | eilt | hilfe | helfen | sperren | freischalten |
    entsperren | abmelden | austragen | umgehend | sofort
  `),
  el: listed(`
    ακυρώ* | επιστρ* | διαγρά* | τηλεφων* | απαντήσ* | στείλ* | αλλάξ*
  `),
  en: listed(`
    cancel | refund | delete | remove | call | ring | reply | respond | answer | send | resend | return | exchange | replace |
    repair | help | close | stop | fix | change | update | confirm | contact | ship | deliver | unsubscribe | check | advise | wait |
    waiting | awaiting | pay | reset | block | unblock | unlock | activate | deactivate | urgent | asap | hurry | reopen | forward |
    add | book | reschedule | postpone | ignore | disregard
  `),
  es: listed(`
    reembols* | devolv* | devuélv* | devuelv* | cancel* | anular | anulen | anule | anulad | borrar | borren | borre | borrad |
    eliminar | eliminen | llamar | llame | llamen | llámen* | llámame | llámeme | responder | respondan | respóndan* | contestar |
    contesten | enviar | envíen* | envíe | envíe* | cambiar | cambien | cambie | reparar | reparen | confirmar | confirmen |
    cerrar | cierren | urgente | ayuda | ayúden* | ayuden | entregar | entreguen
  `),
  fi: listed(`
    peru | peruut* | perukaa | hyvit* | palauta* | poista* | soita* | soittakaa | vastaa* | vastatkaa | lähett* | lähetä* |
    vaihda* | vaihtakaa | korja* | sulje* | sulkekaa | vahvista* | toimita* | kiire* | apua
  `),
  fr: listed(`
    rembours* | annuler | annulez | supprim* | appelez* | appeler | rappel* | répond* | repond* | envoyer | envoyez* | renvoy* |
    retourn* | échang* | echang* | remplac* | réparer | réparez | fermer | fermez | changer | changez | modifier | modifiez |
    confirmer | confirmez | livrer | livrez* | résili* | resili* | urgent | aidez* | contactez* | contacter | vérifi* | attends |
    désabonn* | désinscri*
  `),
  hu: listed(`
    töröl* | visszatérít* | visszahív* | hívjon* | válaszol* | küldj* | cserélj* | sürgős*
  `),
  it: listed(`
    rimbors* | annull* | cancell* | elimin* | chiamat* | chiamare | richiam* | rispond* | inviat* | inviare | rispedi* | sostitu* |
    riparare | riparate | chiudere | chiudete | cambiare | cambiate | conferm* | urgente | aiuto | aiutat*
  `),
  nl: listed(`
    annule* | terugbetal* | terugstur* | verwijder* | bellen | terugbel* | antwoord* | stuur | sturen | opsturen | ruilen | omruil* |
    vervang* | repareren | sluiten | wijzig* | bevestig* | leveren | spoed | dringend | help
  `),
  pl: listed(`
    anuluj* | anulow* | zwróć* | zwróc* | zwrot | usuń* | usun* | zadzwoń* | zadzwon* | oddzwoń* | odpisz* | odpowiedz* | wyślij* |
    wyslij* | przyślij* | wymień* | wymien* | napraw* | zamknij* | zmień* | zmien* | potwierdź* | potwierdz* | dostarcz* | pilne |
    pomocy | pomóż*
  `),
  pt: listed(`
    reembols* | devolv* | cancel* | anular | anulem | apagar | apaguem | apague | eliminar | eliminem | ligar | liguem | ligue* |
    responder | respondam | enviar | enviem | envie | trocar | troquem | substitu* | reparar | confirmar | confirmem | fechar |
    fechem | urgente | ajuda | ajudem
  `),
  ro: listed(`
    anulați | anulati | returnați | rambursați | ștergeți | sunați | sunati | răspundeți | trimiteți | schimbați | urgent
  `),
  ru: listed(`
    отмените | отменить | верните | вернуть | возврат* | удалите | удалить | позвон* | перезвон* | ответьте | ответить | отправьте |
    отправить | пришлите | прислать | обменя* | замените | заменить | почините | закройте | закрыть | измените | изменить |
    подтверд* | доставьте | срочно | помогите
  `),
  sv: listed(`
    avbok* | avbeställ* | återbetal* | radera | ring | ringa | svara | skicka | byt | byta | ersätt | laga | stäng | stänga |
    ändra | bekräfta | leverera | brådskande | hjälp
  `),
  tr: listed(`
    iptal | iade | silin | siliniz | arayın* | yanıtla* | cevapla* | gönder* | değiştir* | onarın | kapatın* | düzelt* |
    onayla* | acil | yardım
  `),
  uk: listed(`
    скасуйте | скасувати | поверніть | повернути | видаліть | видалити | зателефон* | передзвон* | відповід* | надішліть |
    замініть | закрийте | змініть | підтверд* | терміново | допоможіть
  `),
};
