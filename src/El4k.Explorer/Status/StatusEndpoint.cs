using El4k.Elasticsearch;
using El4k.Explorer.Endpoints;
using El4k.Explorer.Errors;
using El4k.Explorer.QueryDsl;
using El4k.Explorer.Searching;

namespace El4k.Explorer.Status;

/// <summary>Answers <c>/api/status</c>: always, also when the store does not.</summary>
internal sealed class StatusEndpoint(IReadOnlyList<FirstEventCommand> firstEvent) : IExplorerEndpoint
{
    private static readonly int LongestDefaultDays = 30;

    public string Route => "/status";

    public async Task<object> AnswerAsync(ExplorerRequest request, CancellationToken cancellationToken)
    {
        var url = request.Context.Client.Address.ToString().TrimEnd('/');
        try
        {
            var info = await request.Context.Client.GetInfoAsync(cancellationToken).ConfigureAwait(false);
            var answer = await request.Store.SearchAsync(
                request.Index, SearchScope.Aggregate(Dsl.MatchAll(), Extent.Aggregations), cancellationToken).ConfigureAwait(false);
            var data = Extent.Read(answer, request.Zone);
            return new StatusAnswer(
                new StoreStatus(true, url, info.Name, info.Distribution, info.Version, null), request.Index, data, DefaultRange(data, request.Now), firstEvent);
        }
        catch (Exception failure) when (failure is ElasticsearchException or BadStoreAnswerException)
        {
            var store = new StoreStatus(false, url, null, null, null, failure.Message);
            return new StatusAnswer(store, request.Index, null, DefaultRange(null, request.Now), firstEvent);
        }
    }

    // The first sight of a page should be data: the last day when there is some, else the shortest usual range that has it.
    private static string DefaultRange(Extent? data, DateTimeOffset now)
    {
        if (data is null || now - data.Last < TimeSpan.FromHours(24))
        {
            return "-24h";
        }

        var age = (now - data.Last).TotalDays;
        return age < 7 ? "-7d" : age < LongestDefaultDays ? "-30d" : data.T;
    }
}
