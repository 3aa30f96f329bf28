/** A square of a tile map: column and row from the north-west. */
export interface Tile {
  readonly column: number
  readonly row: number
}

/**
 * Denmark's 98 municipalities as squares of one size, each about where it lies; the capital is stretched, so that its small
 * municipalities can be read, and Bornholm stands by the eastern edge. Own layout: no boundaries are shown or implied.
 */
const LAYOUT = [
  '.... .... .... .... 0860',
  '.... .... .... 0810 .... 0813 0825',
  '.... .... 0849 .... 0851',
  '0787 0773 0820 0840',
  '0665 0779 .... .... 0846 .... .... .... .... .... .... .... .... 0270 .... .... .... 0217',
  '0661 0671 0791 0710 0730 .... 0707 .... .... .... 0260 .... .... 0219 .... 0210',
  '.... 0657 .... 0740 0751 0706 .... .... .... .... 0250 .... .... .... 0201 0230 0223',
  '0760 .... 0756 0746 0727 .... .... .... .... .... .... .... 0240 .... 0190 0159 0173 0157',
  '0573 0530 0630 0615 0766 0741 .... 0326 0306 .... .... .... .... 0165 0151 0163 0147 0101',
  '0561 0575 0621 0607 0480 0440 .... .... 0316 0350 .... 0265 .... 0169 0161 0175 0167 0185',
  '0563 .... 0510 0410 0420 0461 0450 .... .... .... .... .... .... 0183 0187 0153 .... 0155',
  '.... .... 0580 .... .... 0430 0479 0330 0340 0329 0269 0253 .... .... .... .... .... .... 0400',
  '.... 0550 .... 0540 .... 0492 0482 .... 0370 0320 0259 0336',
  '.... .... .... .... .... .... .... .... .... 0390',
  '.... .... .... .... .... .... .... 0360 .... 0376',
] as const

/** The square of each municipality, by its four-digit code. */
export const MUNICIPALITY_TILES: ReadonlyMap<string, Tile> = new Map(
  LAYOUT.flatMap((line, row) =>
    line.split(' ').flatMap((code, column) => (code === '....' ? [] : [[code, { column, row }] as const])),
  ),
)
