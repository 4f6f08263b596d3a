import { describe, expect, it } from '@jest/globals';

import { parseDate } from './parse-date.js';

describe('parseDate', () => {
  it.each([
    ['RFC 5322', 'Wed, 17 May 2000 19:18:39 -0400', '2000-05-17T23:18:39.000Z'],
    ['no day name, no seconds', '1 Jan 2024 08:05 +0530', '2024-01-01T02:35:00.000Z'],
    ['a comment', 'Thu, 02 Mar 2023 05:27:26 +0100 (CET)', '2023-03-02T04:27:26.000Z'],
    ['nested comments', 'Thu, 02 (2 (two)) Mar 2023 05:27:26 +0100', '2023-03-02T04:27:26.000Z'],
    [
      'white space and comments round colons',
      '2 Mar 2023 05 : 27(min): 26 +0100',
      '2023-03-02T04:27:26.000Z',
    ],
    ['numbers with hyphens', '2-3-2023 05:27:26 +0100', '2023-03-02T04:27:26.000Z'],
    ['numbers with dots', '02.03.23 05:27', '2023-03-02T05:27:00.000Z'],
    ['numbers with slashes, the day above twelve', '23/03/2023 05:27:26', '2023-03-23T05:27:26.000Z'],
    ['numbers with slashes, the month first', '3/23/2023 5:27 PM', '2023-03-23T17:27:00.000Z'],
    ['numbers with spaces', 'Thu, 23 03 2023 05:27:26 +0100', '2023-03-23T04:27:26.000Z'],
    ['an African zone in asctime order', 'Thu Mar 23 05:27:26 CAT 2023', '2023-03-23T03:27:26.000Z'],
    ['summer time behind a zone', 'Fri, 20 Jun 1997 09:55:06 MET DST', '1997-06-20T07:55:06.000Z'],
    ['a German zone', 'Fri, 20 Jun 1997 09:55:06 MESZ', '1997-06-20T07:55:06.000Z'],
    ['midnight at the end of a day', '20 Jun 1997 24:00:00 +0000', '1997-06-21T00:00:00.000Z'],
    ['an obsolete zone', 'Fri, 21 Nov 1997 09:55:06 EST', '1997-11-21T14:55:06.000Z'],
    ['GMT with an offset', 'Fri, 21 Nov 1997 09:55:06 GMT+0200', '1997-11-21T07:55:06.000Z'],
    ['GMT with hours', 'Fri, 21 Nov 1997 09:55:06 GMT+2', '1997-11-21T07:55:06.000Z'],
    ['a zone of hours', 'Fri, 21 Nov 1997 09:55:06 -05', '1997-11-21T14:55:06.000Z'],
    ['a zone without its sign', 'Tue, 12 Jun 2012 19:22:28.5 0200', '2012-06-12T17:22:28.000Z'],
    ['an unknown zone as UTC', 'Fri, 21 Nov 1997 09:55:06 XYZ', '1997-11-21T09:55:06.000Z'],
    ['no zone as UTC', 'Fri, 21 Nov 1997 09:55:06', '1997-11-21T09:55:06.000Z'],
    ['two-digit years', '21 Nov 97 09:55:06 +0000', '1997-11-21T09:55:06.000Z'],
    ['two-digit years of this century', '21 Nov 07 09:55:06 +0000', '2007-11-21T09:55:06.000Z'],
    ['three-digit years', '21 Nov 103 09:55:06 +0000', '2003-11-21T09:55:06.000Z'],
    ['full month names', 'Monday, 3 February 2020 10:00:00 +0000', '2020-02-03T10:00:00.000Z'],
    ['dashes', '21-Nov-2011 09:55:06 +0000', '2011-11-21T09:55:06.000Z'],
    ['asctime order', 'Wed May 17 19:18:39 2000', '2000-05-17T19:18:39.000Z'],
    ['asctime order with an offset', 'Wed May 17 19:18:39 -0400 2000', '2000-05-17T23:18:39.000Z'],
    ['am and pm', 'May 17, 2000 7:18 PM', '2000-05-17T19:18:00.000Z'],
    ['ISO 8601', '2024-02-29T12:30:00+01:00', '2024-02-29T11:30:00.000Z'],
    ['ISO 8601 in UTC', '2024-02-29T12:30:00.123Z', '2024-02-29T12:30:00.000Z'],
    ['ISO 8601 without marks', '20240229T123000Z', '2024-02-29T12:30:00.000Z'],
    ['the year first, with dots', '2024.02.29 12:30', '2024-02-29T12:30:00.000Z'],
    ['Korean', '2024. 2. 29. 12:30', '2024-02-29T12:30:00.000Z'],
    ['Japanese', '2024年2月29日(木) 12:30:00 +0900', '2024-02-29T03:30:00.000Z'],
    ['the year before the name of a month', '2024-Feb-29 12:30:00', '2024-02-29T12:30:00.000Z'],
    ['a colon in the zone', 'Wed, 17 May 2000 19:18:39 -04:00', '2000-05-17T23:18:39.000Z'],
    ['German', 'Mi, 12 Mär 2025 10:00:00 +0100', '2025-03-12T09:00:00.000Z'],
    ['German of Austria', 'Fr, 3. Jänner 2025 10:00:00 +0100', '2025-01-03T09:00:00.000Z'],
    ['French', 'mer., 12 févr. 2014 10:20:30 +0100', '2014-02-12T09:20:30.000Z'],
    ['French in July', 'sam. 12 juil. 2014 10:20:30 +0200', '2014-07-12T08:20:30.000Z'],
    ['Spanish', 'lun, 3 ene 2011 10:20:30 +0100', '2011-01-03T09:20:30.000Z'],
    ['Spanish with prepositions', '12 de agosto de 2014 10:20', '2014-08-12T10:20:00.000Z'],
    ['Italian', 'mer, 2 lug 2014 10:20:30 +0200', '2014-07-02T08:20:30.000Z'],
    ['Polish', 'śr., 15 paź 2014 10:20:30 +0200', '2014-10-15T08:20:30.000Z'],
    ['Turkish', 'Çar, 3 Ağu 2011 10:20:30 +0300', '2011-08-03T07:20:30.000Z'],
    ['a leap second', 'Sat, 31 Dec 2016 23:59:60 +0000', '2017-01-01T00:00:00.000Z'],
  ])('reads %s', (_, value, expected) => {
    expect(parseDate(value)?.toISOString()).toBe(expected);
  });

  it.each([
    '',
    'yesterday',
    '32 Foo 2020',
    '12 jui 2014 10:20',
    '12 files 2014',
    '31 Feb 2020 10:00:00 +0000',
    '1 Jan 9999 10:00:00',
    '1 Jan 1900 10:00',
    '1 Jan 2020 24:10:00 +0000',
    '5/6/2020 10:00',
    '14/13/2020 10:00',
    '192.168.10.20',
  ])('does not read %j as a time', (value) => {
    expect(parseDate(value)).toBeNull();
  });
});
