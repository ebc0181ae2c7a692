namespace El4k.Collector.Pipeline;

/// <summary>Where filtered events wait for the outputs.</summary>
internal interface IOutbox : IAsyncDisposable
{
    /// <summary>Opens what it needs, before anything is added.</summary>
    /// <exception cref="Queue.QueueStartException">It cannot be opened.</exception>
    void Open();

    /// <summary>Does what needs no order, on a worker, in parallel.</summary>
    void Prepare(EventGroup group);

    /// <summary>Takes a group that some output gets; called in order, one call at a time. Returns at once.</summary>
    void Add(EventGroup group);

    /// <summary>After groups were added: sets the lanes going.</summary>
    void Wake();

    /// <summary>Lets the outbox come to rest after the last group.</summary>
    /// <param name="stopAsked">Says that the pipeline was asked to stop, rather than having come to its end.</param>
    /// <remarks>Bounded by the token that the outbox was made with.</remarks>
    Task StopAsync(CancellationToken stopAsked);

    /// <summary>The state of the queue.</summary>
    QueueStatus ReadStatus();
}
