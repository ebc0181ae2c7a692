using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace El4k.Client.AspNetCore.Logging;

/// <summary>Makes loggers that send through the client. Configured under <c>Logging:El4k</c>.</summary>
[ProviderAlias("El4k")]
internal sealed class El4kLoggerProvider(El4kClient client) : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentDictionary<string, El4kLogger> _loggers = new();

    /// <summary>The scopes all loggers of this provider read; set once by the logger factory.</summary>
    internal IExternalScopeProvider? Scopes { get; private set; }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) =>
        _loggers.GetOrAdd(categoryName, static (name, self) => new El4kLogger(name, self.Client, self), this);

    /// <inheritdoc/>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

    /// <inheritdoc/>
    public void Dispose() => _loggers.Clear();

    // The client outlives its loggers: the container disposes it after the last of them has spoken.
    private El4kClient Client => client;
}
