namespace El4k.Collector.Plugins.Aws;

/// <summary>Keeps whether a service accepts the keys: as counters, and in the log each time it changes. Safe for all threads.</summary>
/// <remarks>Counters: <c>authenticated</c> (1 or 0), <c>auth_failures</c>.</remarks>
internal sealed class AuthenticationState(PluginContext context)
{
    private string? _wrong;
    private int _isKnown;

    /// <summary>Notes what an answer says.</summary>
    /// <param name="wrong">What is wrong with the keys or the signature; null when it was accepted.</param>
    public void Note(string? wrong)
    {
        var before = Interlocked.Exchange(ref _wrong, wrong);
        var isFirst = Interlocked.Exchange(ref _isKnown, 1) == 0;
        if (wrong is not null)
        {
            context.Counters.Add("auth_failures", 1);
        }

        if (!isFirst && wrong == before)
        {
            return;
        }

        context.Counters.Set("authenticated", wrong is null ? 1 : 0);
        if (wrong is not null)
        {
            context.Log.Error($"The store does not let these credentials in: {wrong.TrimEnd('.')}. Events wait until it does.");
        }
        else if (before is not null)
        {
            context.Log.Info("The store lets the credentials in again.");
        }
    }
}
