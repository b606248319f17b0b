/** Where a country stands on the map: its shape's number (ISO 3166-1), or a point where the map has no shape for it. */
const NUMBERS = 'AF004 AL008 DZ012 AO024 AQ010 AR032 AM051 AU036 AT040 AZ031 BS044 BD050 BY112 BE056 BZ084 BJ204 '
  + 'BT064 BO068 BA070 BW072 BR076 BN096 BG100 BF854 BI108 KH116 CM120 CA124 CF140 TD148 CL152 CN156 CO170 CG178 '
  + 'CD180 CR188 CI384 HR191 CU192 CY196 CZ203 DK208 DJ262 DO214 EC218 EG818 SV222 GQ226 ER232 EE233 SZ748 ET231 '
  + 'FK238 FJ242 FI246 FR250 TF260 GA266 GM270 GE268 DE276 GH288 GR300 GL304 GT320 GN324 GW624 GY328 HT332 HN340 '
  + 'HU348 IS352 IN356 ID360 IR364 IQ368 IE372 IL376 IT380 JM388 JP392 JO400 KZ398 KE404 KP408 KR410 KW414 KG417 '
  + 'LA418 LV428 LB422 LS426 LR430 LY434 LT440 LU442 MG450 MW454 MY458 ML466 MR478 MX484 MD498 MN496 ME499 MA504 '
  + 'MZ508 MM104 NA516 NP524 NL528 NC540 NZ554 NI558 NE562 NG566 MK807 NO578 OM512 PK586 PS275 PA591 PG598 PY600 '
  + 'PE604 PH608 PL616 PT620 PR630 QA634 RO642 RU643 RW646 SA682 SN686 RS688 SL694 SK703 SI705 SB090 SO706 ZA710 '
  + 'SS728 ES724 LK144 SD729 SR740 SE752 CH756 SY760 TW158 TJ762 TZ834 TH764 TL626 TG768 TT780 TN788 TR792 TM795 '
  + 'UG800 UA804 AE784 GB826 US840 UY858 UZ860 VU548 VE862 VN704 EH732 YE887 ZM894 ZW716';

/** Longitude and latitude, degrees, of places too small for the map's scale of 1:110 million. */
const POINTS: Record<string, [number, number]> = {
  SG: [103.8, 1.35], HK: [114.2, 22.3], MO: [113.5, 22.2], BH: [50.6, 26.1], MT: [14.4, 35.9], LI: [9.5, 47.2],
  MC: [7.4, 43.7], SM: [12.5, 43.9], VA: [12.5, 41.9], AD: [1.6, 42.5], MU: [57.6, -20.3], MV: [73.5, 3.2],
  SC: [55.5, -4.7], KM: [43.3, -11.7], CV: [-23.6, 15.1], ST: [6.6, 0.2], BB: [-59.5, 13.2], GD: [-61.7, 12.1],
  LC: [-61, 13.9], VC: [-61.2, 13.2], AG: [-61.8, 17.1], DM: [-61.4, 15.4], KN: [-62.8, 17.3], TO: [-175.2, -21.2],
  WS: [-172.1, -13.8], KI: [173, 1.4], TV: [179.2, -8.5], NR: [166.9, -0.5], PW: [134.5, 7.5], FM: [158.2, 6.9],
  MH: [171.2, 7.1], GI: [-5.35, 36.1], JE: [-2.1, 49.2], GG: [-2.6, 49.5], IM: [-4.5, 54.2], FO: [-6.9, 62],
  AX: [20, 60.2], BM: [-64.8, 32.3], KY: [-81.3, 19.3], VG: [-64.6, 18.4], VI: [-64.9, 17.7], AI: [-63.1, 18.2],
  TC: [-71.8, 21.8], CW: [-69, 12.2], AW: [-70, 12.5], SX: [-63.1, 18], BQ: [-68.3, 12.2], GP: [-61.5, 16.2],
  MQ: [-61, 14.6], RE: [55.5, -21.1], YT: [45.2, -12.8], GF: [-53, 4], PF: [-149.6, -17.7], GU: [144.8, 13.4],
  MP: [145.7, 15.2], AS: [-170.7, -14.3], CK: [-159.8, -21.2], XK: [20.9, 42.6],
};

const byCode = new Map(NUMBERS.split(' ').map((entry) => [entry.slice(0, 2), entry.slice(2)]));

export function shapeNumber(code: string): string | undefined {
  return byCode.get(code);
}

export function pointOf(code: string): [number, number] | undefined {
  return POINTS[code];
}

export function codes(): string[] {
  return [...byCode.keys(), ...Object.keys(POINTS)];
}
