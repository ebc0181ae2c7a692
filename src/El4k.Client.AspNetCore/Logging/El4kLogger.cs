using Microsoft.Extensions.Logging;

namespace El4k.Client.AspNetCore.Logging;

/// <summary>Sends the records of one category as Monolog records of one channel.</summary>
internal sealed class El4kLogger(string category, El4kClient client, El4kLoggerProvider provider) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => provider.Scopes?.Push(state);

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && client.IsEnabled;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var context = LogContextValues.Rent();
        try
        {
            context.Collect(provider.Scopes, state);
            client.WriteLog(Level(logLevel), category, formatter(state, exception), exception, new LoggerContent(context, eventId));
        }
        catch (Exception)
        {
            // A template that does not fit its values is the caller's fault, but no reason to fail the caller.
            client.CountCallerFailure();
        }
        finally
        {
            context.Return();
        }
    }

    private static MonologLevel Level(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => MonologLevel.Debug,
        LogLevel.Information => MonologLevel.Info,
        LogLevel.Warning => MonologLevel.Warning,
        LogLevel.Error => MonologLevel.Error,
        _ => MonologLevel.Critical,
    };
}
