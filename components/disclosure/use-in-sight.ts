'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import type { RefObject } from 'react'

export const ROW_HEIGHT = 36
export const HEAD_HEIGHT = 68
const COLUMN_WIDTH = 116
/** What is drawn before the browser has told how large the box is. */
const FIRST_SIGHT = { width: 1200, height: 640 }

/** Which rows and columns of a grid are in sight of the box it scrolls in, and a way to bring others there. */
export function useInSight(box: RefObject<HTMLElement | null>, rows: number, columns: number) {
  const down = useVirtualizer({
    count: rows,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    paddingStart: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    initialRect: FIRST_SIGHT,
  })
  const across = useVirtualizer({
    horizontal: true,
    count: columns,
    getScrollElement: () => box.current,
    estimateSize: () => COLUMN_WIDTH,
    overscan: 3,
    initialRect: FIRST_SIGHT,
  })
  return { down, across }
}
