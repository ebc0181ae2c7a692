namespace El4k.Collector.Plugins.Outputs.Tcp;

/// <summary>Those whom the output sends to. Used by one caller at a time.</summary>
internal interface IReceivers : IAsyncDisposable
{
    /// <summary>Sends events until they have arrived; receivers that are away are waited for.</summary>
    /// <exception cref="OperationCanceledException">The time to stop is over.</exception>
    Task SendAsync(EncodedEvents events, CancellationToken cancellation);
}
