import { answerApi } from '#lib/web/api/answer-api.ts'

export const dynamic = 'force-dynamic'

type Context = { params: Promise<{ path: string[] }> }

/** The interface for programs; `lib/web/api/operations.ts` says what it holds. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answerApi(request, (await params).path)
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return answerApi(request, (await params).path)
}
