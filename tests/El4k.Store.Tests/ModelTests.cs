using System.Globalization;
using El4k.Store.Indices;

namespace El4k.Store.Tests;

/// <summary>Random operations on a store and on a dictionary that should agree, with flushes, reopening and crashes between them.</summary>
public sealed class ModelTests
{
    private const int Steps = 250;
    private const int Ids = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_store_and_a_dictionary_agree(int seed)
    {
        var random = new Random(seed);
        await using var store = new TestStore(options => options with { FlushBytes = random.Next(20_000, 200_000), WalFileBytes = 20_000 });
        var model = new Model();
        for (var step = 0; step < Steps; step++)
        {
            switch (random.Next(20))
            {
                case 0:
                    await store.ReopenAsync();
                    break;
                case 1:
                    await store.AbandonAsync();
                    store.OpenEngine();
                    model.ForgetDeletedVersions();
                    break;
                case 2 when model.Documents.Count > 0:
                    await store.Engine.FlushAsync(["model"]);
                    break;
                default:
                    await BulkAsync(store, model, random, step);
                    break;
            }

            if (step % 10 == 9)
            {
                Compare(store, model, $"seed {seed}, step {step}");
            }
        }

        Assert.DoesNotContain(store.Log, line => line.Contains("damaged", StringComparison.Ordinal));
    }

    private static async Task BulkAsync(TestStore store, Model model, Random random, int step)
    {
        var operations = new List<BulkOperation>();
        for (var count = random.Next(1, 12); count > 0; count--)
        {
            var action = (BulkAction)random.Next(4);
            var id = random.Next(Ids).ToString(CultureInfo.InvariantCulture);
            var padding = new string('p', random.Next(400));
            var document = action == BulkAction.Update ? $$"""{"doc":{"u":{{step}} } }""" : $$"""{"n":{{step}},"t":"{{padding}} {{random.Next(100)}}"}""";
            operations.Add(TestStore.Operation(action, "model", id, document));
        }

        var results = (await store.Engine.BulkAsync(operations)).Items;
        for (var i = 0; i < operations.Count; i++)
        {
            model.Check(operations[i], results[i]);
        }
    }

    private static void Compare(TestStore store, Model model, string where)
    {
        for (var id = 0; id < Ids; id++)
        {
            var text = id.ToString(CultureInfo.InvariantCulture);
            var found = store.Engine.Exists("model") ? store.Engine.Get("model", text) : null;
            var expected = model.Documents.GetValueOrDefault(text);
            Assert.True(expected == (found?.Version, found is null ? null : System.Text.Encoding.UTF8.GetString(found.Source.Span)), $"{where}, id {id}");
        }

        if (store.Engine.Exists("model"))
        {
            Assert.Equal(model.Documents.Count, store.Count("model"));
        }
    }

    /// <summary>What the store should hold.</summary>
    private sealed class Model
    {
        private long _lastSequenceNumber = -1;

        public Dictionary<string, (long? Version, string? Source)> Documents { get; } = [];

        public void Check(BulkOperation operation, BulkItemResult result)
        {
            var exists = Documents.TryGetValue(operation.Id!, out var old);
            var source = System.Text.Encoding.UTF8.GetString(operation.Source.Span);
            switch (operation.Action)
            {
                case BulkAction.Create when exists:
                    Assert.Equal(409, result.Status);
                    return;
                case BulkAction.Update when !exists:
                    Assert.Equal(404, result.Status);
                    return;
                case BulkAction.Delete:
                    Assert.Equal(exists ? DocumentResult.Deleted : DocumentResult.NotFound, result.Result);
                    Documents.Remove(operation.Id!);
                    break;
                case BulkAction.Update when Merge(old.Source!, source) == old.Source:
                    Assert.Equal((DocumentResult.Noop, old.Version), (result.Result, result.Version));
                    return;
                default:
                    Assert.Equal(exists ? DocumentResult.Updated : DocumentResult.Created, result.Result);
                    Documents[operation.Id!] = (result.Version, operation.Action == BulkAction.Update ? Merge(old.Source!, source) : source);
                    break;
            }

            if (exists)
            {
                Assert.Equal(old.Version + 1, result.Version);
            }

            Assert.True(result.SequenceNumber > _lastSequenceNumber, "sequence numbers ascend");
            _lastSequenceNumber = result.SequenceNumber;
        }

        // A deletion that found nothing takes a number that nothing remembers after a crash.
        public void ForgetDeletedVersions() => _lastSequenceNumber = -1;

        private static string Merge(string source, string update)
        {
            var merged = (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(source)!;
            merged["u"] = System.Text.Json.Nodes.JsonNode.Parse(update)!["doc"]!["u"]!.GetValue<int>();
            return merged.ToJsonString();
        }
    }
}
