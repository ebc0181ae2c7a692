using El4k.Testing.Aws;

namespace El4k.Collector.Plugins.Tests.Aws;

/// <summary>One queue service for the tests of a class; each test makes queues of its own.</summary>
public sealed class SqsFixture : IAsyncLifetime
{
    private int _queues;

    public LocalSqs Service { get; private set; } = null!;

    public async Task InitializeAsync() => Service = await LocalSqs.StartAsync();

    public async Task DisposeAsync() => await Service.DisposeAsync();

    /// <summary>A new queue.</summary>
    /// <returns>Its name and its address.</returns>
    public async Task<(string Name, string Url)> CreateQueueAsync(int visibilityTimeout = 30)
    {
        var name = $"queue-{Interlocked.Increment(ref _queues)}";
        return (name, await Service.CreateQueueAsync(name, visibilityTimeout));
    }

    /// <summary>A proxy before the service that checks signatures.</summary>
    public SignedProxy Proxy() => new(Service.Address, TestKeys.Check("sqs"));
}
