namespace El4k.Explorer.Tests.Endpoints;

public sealed class CancellationTests
{
    [Fact]
    public async Task Closing_the_connection_gives_up_the_search_in_the_store()
    {
        var store = new StuckStore();
        await using var host = await ExplorerHost.StartAsync(store);
        using var close = new CancellationTokenSource();
        var request = host.Http.GetAsync(new Uri("/api/discover/hits", UriKind.Relative), close.Token);
        await store.Asked.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await close.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await store.GivenUp.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private sealed class StuckStore : HttpMessageHandler
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource GivenUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.TrySetResult();
            await using var registration = cancellationToken.Register(() => GivenUp.TrySetResult());
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("A stuck store does not answer.");
        }
    }
}
