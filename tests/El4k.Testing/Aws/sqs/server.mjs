// Runs the queue service on a free port of loopback until stdin ends, so that it never outlives the test that started it.
import { createServer } from "node:net";
import { createSqsServer } from "local-aws-sqs";

const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const free = probe.address().port;
    probe.close(() => resolve(free));
  });
});
const server = await createSqsServer({ port, hostname: "127.0.0.1", emulateQueueCreationLifecycle: false });
if (!server.listening) await new Promise((resolve) => server.once("listening", resolve));
console.log(`listening ${port}`);
process.stdin.on("end", () => process.exit(0)).resume();
