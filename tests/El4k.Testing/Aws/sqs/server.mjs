// Runs the queue service on a free port of loopback until stdin ends, so that it never outlives the test that started it.
// The library's long poll waits for ten messages, or for the whole time: AWS answers with the first one. So a front asks the library
// again and again without waiting, and answers once there is something, the time is over, or the client has gone.
import { createServer, request } from "node:http";
import { createSqsServer } from "local-aws-sqs";

const host = "127.0.0.1";
const pause = 10;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const listen = (server) => new Promise((resolve) => server.listen(0, host, () => resolve(server.address().port)));

const probe = createServer();
const inner = await listen(probe);
await new Promise((resolve) => probe.close(resolve));
const service = await createSqsServer({ port: inner, hostname: host, emulateQueueCreationLifecycle: false });
if (!service.listening) await new Promise((resolve) => service.once("listening", resolve));

const read = async (stream) => {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const ask = (client, body) =>
  new Promise((resolve, reject) => {
    const headers = { ...client.headers, "content-length": body.length };
    request({ host, port: inner, method: client.method, path: client.url, headers }, async (answer) =>
      resolve({ status: answer.statusCode, headers: answer.headers, body: await read(answer) }),
    )
      .on("error", reject)
      .end(body);
  });

const receive = async (client, response, wanted) => {
  const deadline = Date.now() + wanted.WaitTimeSeconds * 1000;
  const body = Buffer.from(JSON.stringify({ ...wanted, WaitTimeSeconds: 0 }));
  for (;;) {
    const answer = await ask(client, body);
    const messages = answer.status === 200 && answer.body.length ? (JSON.parse(answer.body).Messages ?? []) : [];
    if (messages.length) {
      await sleep(1);
      if (!response.destroyed) return answer;
      // Nobody waits for them any more.
      const entries = messages.map((message, i) => ({ Id: `${i}`, ReceiptHandle: message.ReceiptHandle, VisibilityTimeout: 0 }));
      client.headers["x-amz-target"] = "AmazonSQS.ChangeMessageVisibilityBatch";
      await ask(client, Buffer.from(JSON.stringify({ QueueUrl: wanted.QueueUrl, Entries: entries })));
    }
    if (answer.status !== 200 || Date.now() >= deadline || response.destroyed) return answer;
    await sleep(pause);
  }
};

const serve = async (client, response) => {
  const body = await read(client);
  const waits = client.headers["x-amz-target"] === "AmazonSQS.ReceiveMessage" && JSON.parse(body).WaitTimeSeconds > 0;
  const answer = waits ? await receive(client, response, JSON.parse(body)) : await ask(client, body);
  response.writeHead(answer.status, { ...answer.headers, "content-length": answer.body.length }).end(answer.body);
};

// A client that goes away in the middle, or a library that fails, ends that connection only.
const front = createServer((client, response) => serve(client, response).catch(() => response.destroy()));
console.log(`listening ${await listen(front)}`);
process.stdin.on("end", () => process.exit(0)).resume();
