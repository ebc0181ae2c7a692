namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>The durations of the options of <c>file</c>.</summary>
internal sealed record FileTimes
{
    /// <summary>Reads them.</summary>
    /// <exception cref="PluginOptionException">One is no duration.</exception>
    public FileTimes(FileInputOptions options)
    {
        Stat = FileDuration.Parse("stat_interval", options.StatInterval);
        SincedbWrite = FileDuration.Parse("sincedb_write_interval", options.SincedbWriteInterval);
        SincedbCleanAfter = FileDuration.Parse("sincedb_clean_after", options.SincedbCleanAfter, unitSeconds: 86_400);
        CloseOlder = FileDuration.Parse("close_older", options.CloseOlder);
        IgnoreOlder = options.IgnoreOlder is { } text ? FileDuration.Parse("ignore_older", text) : null;
    }

    /// <summary>Between two looks at the files.</summary>
    public TimeSpan Stat { get; }

    /// <summary>Between two writes of the positions.</summary>
    public TimeSpan SincedbWrite { get; }

    /// <summary>How long the position of a silent file is kept.</summary>
    public TimeSpan SincedbCleanAfter { get; }

    /// <summary>How long a silent file is kept open.</summary>
    public TimeSpan CloseOlder { get; }

    /// <summary>The age from which on files are passed over; null for none.</summary>
    public TimeSpan? IgnoreOlder { get; }
}
