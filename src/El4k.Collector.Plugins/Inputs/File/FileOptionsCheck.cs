namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>Checks what the types of the options of <c>file</c> do not.</summary>
internal static class FileOptionsCheck
{
    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public static void Check(FileInputOptions options)
    {
        if (options.Mode == ReadingMode.Tail)
        {
            throw new PluginOptionException("mode", "the mode \"tail\", which Logstash takes by default, is not yet supported; give mode => \"read\" for files that are complete");
        }

        foreach (var path in options.Paths)
        {
            if (!Path.IsPathRooted(path))
            {
                throw new PluginOptionException("path", $"\"{path}\" is not absolute; begin it with / so that it means the same wherever the program is started");
            }
        }

        if (options.Delimiter.Length == 0)
        {
            throw new PluginOptionException("delimiter", "the delimiter must not be empty; leave the option out for a newline");
        }

        if (options.FileCompletedAction is FileCompletedAction.Log or FileCompletedAction.LogAndDelete && options.FileCompletedLogPath is null)
        {
            throw new PluginOptionException("file_completed_log_path", "file_completed_action asks for a log: give its path");
        }

        CheckPositive("stat_interval", options.StatInterval);
        CheckPositive("sincedb_write_interval", options.SincedbWriteInterval);
        CheckPositive("sincedb_clean_after", options.SincedbCleanAfter);
    }

    /// <exception cref="PluginOptionException">The pattern is broken.</exception>
    public static PathGlob Glob(string option, string pattern)
    {
        try
        {
            return new PathGlob(pattern);
        }
        catch (ArgumentException broken)
        {
            throw new PluginOptionException(option, $"\"{pattern}\" is not a pattern for paths: {broken.Message}");
        }
    }

    private static void CheckPositive(string option, double value)
    {
        if (value <= 0)
        {
            throw new PluginOptionException(option, "the interval must be greater than 0");
        }
    }
}
