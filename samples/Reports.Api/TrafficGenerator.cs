using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Reports.Api;

/// <summary>Calls this API as its customers' users would: few customers make most of the calls, and one user far too many.</summary>
internal sealed partial class TrafficGenerator(
    ReportCatalog catalog, IHttpClientFactory clients, IServer server, ILogger<TrafficGenerator> log)
{
    private const int Parallel = 48;
    private const double ShareOfTheEagerUser = 0.12;
    private const double ShareOfUnknownPaths = 0.01;

    private static readonly string[] Customers =
        ["acme", "globex", "initech", "umbrella", "hooli", "stark", "wayne", "tyrell", "wonka", "cyberdyne", "soylent", "massive"];

    /// <summary>Sends <paramref name="count"/> requests and reports how many were answered with an error.</summary>
    public async Task<string> RunAsync(int count, CancellationToken stop)
    {
        var random = new Random(42);
        var requests = Enumerable.Range(0, count).Select(_ => Next(random)).ToList();
        using var client = clients.CreateClient();
        client.BaseAddress = new Uri(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        var errors = 0;
        await System.Threading.Tasks.Parallel.ForEachAsync(
            requests,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = stop },
            async (request, cancellationToken) =>
            {
                using var message = new HttpRequestMessage(HttpMethod.Get, request.Path);
                message.Headers.Add(Caller.CustomerHeader, request.Customer);
                message.Headers.Add(Caller.UserHeader, request.User);
                using var response = await client.SendAsync(message, cancellationToken);
                if (!response.IsSuccessStatusCode)
                {
                    Interlocked.Increment(ref errors);
                }
            });
        Done(log, count, errors);
        return $"{count} requests sent, {errors} answered with an error";
    }

    /// <summary>Does the same where nobody waits for it: what goes wrong is logged.</summary>
    public async Task RunInBackgroundAsync(int count, CancellationToken stop)
    {
        try
        {
            await RunAsync(count, stop);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            Ended(log, e.Message);
        }
    }

    private (string Path, string Customer, string User) Next(Random random)
    {
        var path = random.NextDouble() < ShareOfUnknownPaths ? "/reports/unknown" : Pick(random).Example;
        if (random.NextDouble() < ShareOfTheEagerUser)
        {
            return (path, "umbrella", "umbrella-u07");
        }

        // The square of a uniform number favours the first names.
        var customer = Customers[(int)(Customers.Length * Math.Pow(random.NextDouble(), 2))];
        var user = (int)(20 * Math.Pow(random.NextDouble(), 1.5));
        return (path, customer, $"{customer}-u{user:00}");
    }

    private Report Pick(Random random)
    {
        var at = random.NextDouble() * catalog.Reports.Sum(report => report.Popularity);
        foreach (var report in catalog.Reports)
        {
            at -= report.Popularity;
            if (at < 0)
            {
                return report;
            }
        }

        return catalog.Reports[^1];
    }

    [LoggerMessage(3, LogLevel.Information, "Traffic: {Count} requests sent, {Errors} answered with an error")]
    private static partial void Done(ILogger log, int count, int errors);

    [LoggerMessage(4, LogLevel.Warning, "Traffic ended early: {Reason}")]
    private static partial void Ended(ILogger log, string reason);
}
