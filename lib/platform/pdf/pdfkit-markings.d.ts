/** What pdfkit 0.20 can and its published types do not know yet: an element with nothing but its content, and two of its options. */
declare namespace PDFKit.Mixins {
  interface PDFMarking {
    struct(tag: string, draw: () => void): PDFStructureElement
  }
  interface StructureElementOptions {
    bbox?: [number, number, number, number]
    scope?: 'Row' | 'Column'
  }
}
