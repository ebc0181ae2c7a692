using El4k.Server.Roles;

namespace El4k.Server.Tests.Roles;

/// <summary>A role that notes what is done to it, and fails to stop if told so.</summary>
internal sealed class FakeRole(bool fails = false) : IRole
{
    public bool IsStopped { get; private set; }

    public bool IsDisposed { get; private set; }

    public string? Unfinished { get; init; }

    public IReadOnlyList<Listener> Listeners => [new("fake", "nowhere")];

    public Task StartAsync(CancellationToken stop) => Task.CompletedTask;

    public Task StopAsync(CancellationToken giveUp)
    {
        IsStopped = true;
        return fails ? Task.FromException(new InvalidOperationException("planted")) : Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return fails ? ValueTask.FromException(new InvalidOperationException("planted")) : ValueTask.CompletedTask;
    }
}
