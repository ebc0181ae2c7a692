namespace El4k.Collector.Pipeline;

/// <summary>Where filtered events wait for the outputs.</summary>
internal interface IOutbox : IAsyncDisposable
{
    /// <summary>Opens what it needs, before anything is added.</summary>
    /// <exception cref="Queue.QueueStartException">It cannot be opened.</exception>
    void Open();

    /// <summary>Lets the lanes begin with what an earlier process left, once the outputs are started.</summary>
    void Launch();

    /// <summary>Does what needs no order, on a worker, in parallel.</summary>
    void Prepare(EventGroup group);

    /// <summary>Takes a group that some output gets; called in order, one call at a time. Returns at once.</summary>
    void Add(EventGroup group);

    /// <summary>After groups were added: sets the lanes going.</summary>
    void Wake();

    /// <summary>The inputs' last batches are taken: what is still added does not wait for room, since nobody may make any.</summary>
    void LiftBound();

    /// <summary>Lets the outbox come to rest after the last group.</summary>
    /// <param name="mayDrain">Whether to deliver what is on disk first, if the settings ask for that; else it stays for a successor, which waits.</param>
    /// <param name="stopAsked">Says that the pipeline was asked to stop, rather than having come to its end.</param>
    /// <remarks>Bounded by the token that the outbox was made with.</remarks>
    Task StopAsync(bool mayDrain, CancellationToken stopAsked);

    /// <summary>The state of the queue.</summary>
    QueueStatus ReadStatus();
}
