using System.Text.Json;
using BenchmarkDotNet.Attributes;
using El4k.Benchmarks.EndToEnd;
using El4k.Store;
using El4k.Store.Indices;

namespace El4k.Benchmarks.Micro;

/// <summary>The store without HTTP: a bulk of metrics, and aggregations over 200,000 of them.</summary>
[MemoryDiagnoser]
public class StoreBenchmarks
{
    private const int BulkSize = 1000;
    private const int Documents = 200_000;

    private readonly string _data = Directory.CreateTempSubdirectory("el4k-bench-").FullName;
    private readonly SearchRequest _histogram = Request("""{"size":0,"aggs":{"h":{"histogram":{"field":"duration","interval":100}}}}""");
    private readonly SearchRequest _termsAverage = Request("""{"size":0,"aggs":{"t":{"terms":{"field":"report.keyword"},"aggs":{"a":{"avg":{"field":"duration"}}}}}}""");
    private StoreEngine _store = null!;
    private BulkOperation[] _bulk = [];

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _store = StoreEngine.Open(new StoreOptions { DataPath = _data });
        var buffer = new byte[1024];
        _bulk = new BulkOperation[BulkSize];
        for (var i = 0; i < BulkSize; i++)
        {
            var (_, bytes) = new MetricEvents().Fill(buffer, i, 1);
            _bulk[i] = new BulkOperation { Action = BulkAction.Index, Index = "bulk", Source = buffer[..(bytes - 1)].ToArray() };
        }

        var searched = _bulk.Select(operation => operation with { Index = "searched" }).ToArray();
        for (var written = 0; written < Documents; written += BulkSize)
        {
            await _store.BulkAsync(searched);
        }
    }

    [Benchmark(OperationsPerInvoke = BulkSize)]
    public Task<BulkResult> Bulk() => _store.BulkAsync(_bulk);

    [Benchmark]
    public SearchResponse Histogram() => _store.Search(["searched"], _histogram);

    [Benchmark]
    public SearchResponse TermsAverage() => _store.Search(["searched"], _termsAverage);

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static SearchRequest Request(string body)
    {
        using var json = JsonDocument.Parse(body);
        return SearchRequest.Parse(json.RootElement, new Dictionary<string, string>());
    }
}
