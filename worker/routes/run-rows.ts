/** Bytes gathered before they are sent: one chunk a row would cost more than the row. */
const CHUNK_CHARACTERS = 65_536;

async function* chunksOf(lines: AsyncIterator<string>, first: IteratorResult<string>): AsyncGenerator<string> {
  let chunk = '';
  for (let line = first; !line.done; line = await lines.next()) {
    chunk += line.value;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

function streamOf(chunks: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}

/**
 * Streams lines at the pace of the reader. The first line is read before the answer begins, so that what goes wrong at once is
 * a proper error answer; what goes wrong later breaks the stream off.
 */
export async function linesResponse(rows: AsyncIterable<string>): Promise<Response> {
  const lines = rows[Symbol.asyncIterator]();
  const first = await lines.next();
  const headers = { 'content-type': 'application/x-ndjson; charset=utf-8' };
  return new Response(streamOf(chunksOf(lines, first)), { headers });
}
