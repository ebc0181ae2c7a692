namespace El4k.Server.Roles;

/// <summary>A part of the program that listens or sends: store, collector, explorer.</summary>
/// <remarks>Started once and stopped once, by <see cref="RoleHost"/>; disposed after that.</remarks>
internal interface IRole : IAsyncDisposable
{
    /// <summary>Listens when the task is done.</summary>
    /// <exception cref="RoleStartException">What is wrong and what to do about it.</exception>
    Task StartAsync(CancellationToken stop);

    /// <summary>What listens where, for the banner; complete once started.</summary>
    IReadOnlyList<Listener> Listeners { get; }

    /// <summary>What it could not finish at its stop, for the person who stopped it; null when nothing is left. Complete once disposed.</summary>
    string? Unfinished => null;

    /// <summary>Takes nothing new, finishes what it has. Cancelled when the time for draining is over.</summary>
    Task StopAsync(CancellationToken giveUp);
}
