using El4k.Explorer.Endpoints;

namespace El4k.Explorer.TimeRanges;

/// <summary>Answers <c>/api/time/check</c>: what a time range's text means.</summary>
internal sealed class TimeCheckEndpoint : IExplorerEndpoint
{
    public string Route => "/time/check";

    public Task<object> AnswerAsync(ExplorerRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<object>(request.Range());
}
