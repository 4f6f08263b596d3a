import { listed } from './phrases.js';

/** Words of the labels on visiting cards ("Tel.: …", "Office hours: …"), in lower case. */
export const CARD_LABELS: ReadonlySet<string> = new Set(
  listed(`
    t | m | e | w | f | p | c | d | o | h | a | tel | telephone | phone | mobile | cell | cellphone | fax | telefax | telephon | telefon |
    telefono | teléfono | téléphone | telefone | telefoon | telemóvel | telèfon | tél | tlf | puh | puhelin | gsm | mob | mobil |
    mobiltelefon | mobiel | móvil | celular | cellulare | portable | handy | komórka | tel/fax | тел | телефон | моб | мобильный |
    факс | τηλ | κιν | office | büro | buero | bureau | oficina | ufficio | kantoor | kontor | direct | direkt | durchwahl | zentrale |
    main | work | home | hotline | support | service | email | mail | mejl | courriel | correo | posta | pošta | sähköposti | почта |
    web | website | webseite | site | sitio | sito | homepage | internet | url | blog | skype | whatsapp | telegram | signal | teams |
    zoom | linkedin | twitter | facebook | instagram | youtube | xing | tiktok | mastodon | bluesky | сайт | address | adresse |
    anschrift | postanschrift | dirección | indirizzo | adres | adress | adresa | osoite | endereço | adreça | cím | адрес | адреса |
    διεύθυνση | hours | öffnungszeiten | sprechzeiten | bürozeiten | geschäftszeiten | arbeitszeiten | erreichbarkeit | horario |
    horaires | orari | orario | horário | openingstijden | öppettider | åbningstider | åpningstider | aukioloajat | godziny | pronouns |
    pronomen | pronoms | pronombres | visit | follow | book | meet | calendar | contact | kontakt | contacto | contatto | contato |
    department | dept | abteilung | département | departamento | reparto | afdeling | avdelning | avdeling | osasto | dział | oddělení |
    отдел | position | title | funktion | fonction | cargo | ruolo | functie | titel | должность | company | firma | unternehmen |
    société | empresa | azienda | bedrijf | företag | yritys | компания | sitz | siège | sede | zetel | geschäftsführer |
    geschäftsführerin | geschäftsführung | vorstand | vorsitzender | aufsichtsrat | amtsgericht | registergericht | handelsregister |
    registernummer | ust | uid | steuernummer | finanzamt | inhaber | inhaberin | gerichtsstand | vat | tax | registered |
    registration | directors | director | owner | ceo | siret | siren | rcs | tva | nif | cif | cnpj | iva | kvk | btw | cvr | org |
    orgnr | nip | regon | krs | ičo | dič | инн | огрн | кпп | abn | acn | license | licence | nmls | confidentiality | disclaimer |
    vertraulichkeitshinweis
  `),
);

/** Words of addresses and company registers, in lower case. */
export const ADDRESS_WORDS: readonly string[] = listed(`
  street | st | road | rd | avenue | ave | av | lane | ln | drive | blvd | boulevard | square | highway | floor | suite | unit |
  building | box | apt | rue | place | quai | chemin | impasse | allée | étage | bât | cedex | bp | via | viale | piazza | corso |
  vicolo | piano | calle | plaza | paseo | avenida | piso | rua | praça | travessa | andar | stock | etage | postfach | postbus |
  ul | ulica | ulice | aleja | náměstí | nám | улица | ул | проспект | пр | офис | вулиця | вул | cad | caddesi | sok | sokak | mah |
  út | strada | οδός | hrb | hra | vat | uid | siret | siren | rcs | kvk | btw | cvr | org | orgnr | nip | regon | krs | ičo | dič | инн |
  огрн | iva | nif | cif | cnpj | abn | acn | nmls | registered | amtsgericht | iso | est | since | seit | depuis | desde | dal | sinds | sedan
`);

/** How the names of streets end where they are one word, in lower case. */
export const STREET_ENDINGS: readonly string[] = listed(`
  straße | strasse | str | gasse | weg | platz | allee | damm | ring | ufer | straat | laan | plein | kade | gatan | gata | vägen |
  väg | vej | vejen | gade | gate | veien | veg | katu | tie | utca
`);

/** Words with which an afterthought in small letters begins. */
export const CONJUNCTIONS: ReadonlySet<string> = new Set(
  listed(`
    and | also | but | or | oh | und | auch | aber | oder | ach | et | aussi | mais | ou | y | también | pero | e | anche | ma | também | mas | en |
    ook | maar | och | också | men | og | også | ja | myös | mutta | i | oraz | też | ale | také | и | также | но | та | також | але | ve | ayrıca | ama
  `),
);
