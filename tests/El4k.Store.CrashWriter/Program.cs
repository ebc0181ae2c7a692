// Writes bulks into a store until it is killed: the other half of CrashTests. Prints for each bulk, before it is sent,
// "try WRITER ID:NUMBER ID:deleted ...", and when it was acknowledged, "ack WRITER".
// Arguments: folder, number of the first document, seed.
using System.Globalization;
using System.Text;
using El4k.Store;
using El4k.Store.Indices;

var first = int.Parse(args[1], CultureInfo.InvariantCulture);
var seed = int.Parse(args[2], CultureInfo.InvariantCulture);
await using var store = StoreEngine.Open(new StoreOptions { DataPath = args[0], FlushBytes = 300_000, WalFileBytes = 100_000, Log = Console.Error.WriteLine });
var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
await output.WriteLineAsync("open");

// Each writer owns the ids that leave its remainder, so what one document should be is known without asking the others.
const int Writers = 3;
await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(writer))));

async Task WriteAsync(int writer)
{
    var random = new Random(seed + writer);
    for (var next = first + writer; ; )
    {
        var operations = new List<BulkOperation>();
        var plan = new List<string>();
        for (var count = random.Next(1, 40); count > 0; count--, next += Writers)
        {
            var delete = next > 100 && random.Next(10) == 0;
            var id = delete ? next - (Writers * random.Next(1, 30)) : next;
            var text = $$"""{"n":{{id}},"written":{{next}},"text":"{{new string('x', random.Next(300))}} {{next}}"}""";
            operations.Add(new BulkOperation
            {
                Action = delete ? BulkAction.Delete : BulkAction.Index,
                Index = $"crash-{id % 2}",
                Id = id.ToString(CultureInfo.InvariantCulture),
                Source = Encoding.UTF8.GetBytes(text),
            });
            plan.Add(delete ? $"{id}:deleted" : $"{id}:{next}");
        }

        Print($"try {writer} {string.Join(' ', plan)}");
        var result = await store.BulkAsync(operations);
        if (result.HasErrors)
        {
            throw new InvalidOperationException(result.Items.First(item => item.Error is not null).Error!.Reason);
        }

        Print($"ack {writer}");
    }
}

// One write a line: it is there whole or, where the process dies, not at all or cut at the end of all output.
void Print(string line)
{
    lock (output)
    {
        output.Write(line + "\n");
    }
}
