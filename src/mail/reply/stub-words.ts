import { listed } from './phrases.js';

/**
 * What a text beside HTML that is only a stub says about programs that show HTML, in lower case, with open endings
 * ("please use an HTML compatible email viewer").
 */
export const STUB_WORDS: readonly string[] = listed(`
  viewer | reader | client | browser | compatible | capable | enabled | support | to view | to see | to read | to display |
  mail program | fähig | programm | unterstütz | anzeigen | anzuzeigen | angezeigt | darstell | dargestellt | darzustellen |
  lecteur | messagerie | logiciel | navigateur | affich | visualis | prend pas en charge | cliente | programa | lector | navegador |
  soport | admit | visualiz | leitor | suport | exibir | programma | lettore | supporta | ondersteun | weergeven | weergegeven |
  weer te geven | bekijken | e-postprogram | mailprogram | e-postklient | läsare | stöd | webbläsar | understøtt | nettleser |
  ohjelma | sähköpostiohjelm | ei tue | selain | näyt | klient | program pocztow | obsług | przeglądark | wyświetl | podpor | prohlížeč | zobraz | клиент |
  программ | поддерж | браузер | просмотр | отобраз | клієнт | програм | підтрим | перегля | εφαρμογ | υποστηρ | προβολ |
  destekle | görüntüle | tarayıcı | megjelenít | támogat | afișa | 対応 | 表示 | ソフト | 支持 | 显示 | 顯示 | 查看 | 檢視 | 客户端 | 浏览器 |
  瀏覽器 | 지원 | 표시 | 브라우저 | يدعم | عرض | תומך | להציג
`);
