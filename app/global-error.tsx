'use client'

/** The last page left when even the frame fails: no messages, no styles and no data to lean on, so both languages stand here. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="da">
      <body>
        <main>
          <title>Statistikservice</title>
          <h1>Noget gik galt hos os</h1>
          <p>Fejlen er noteret. Det, du har gemt, er ikke gået tabt. Prøv igen om lidt.</p>
          <div lang="en">
            <h2>Something went wrong on our side</h2>
            <p>The error has been recorded. What you have saved is not lost. Try again in a moment.</p>
          </div>
          {error.digest ? <p>{error.digest}</p> : null}
          <p>
            <a href="/">Statistikservice</a>
          </p>
        </main>
      </body>
    </html>
  )
}
