/** How a .NET service sends its first metric. */
export const dotnetExample = `// dotnet add package El4k.Client.AspNetCore
builder.AddEl4k("demo");
builder.Services.AddEl4kRequestMetrics();`;

/** How a document goes straight to the store, past the collector. */
export function httpExample(store: string): string {
  const day = new Date().toISOString();
  const index = `logstash-demo-${day.slice(0, 10).replaceAll('-', '.')}`;
  const body = JSON.stringify({ '@timestamp': day, service: 'demo', message: 'hello' });
  return `curl -XPOST ${store}/${index}/_doc -H 'content-type: application/json' -d '${body}'`;
}
