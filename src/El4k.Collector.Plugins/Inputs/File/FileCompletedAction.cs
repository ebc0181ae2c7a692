namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>What happens to a file once all of its events are delivered.</summary>
internal enum FileCompletedAction
{
    /// <summary>It stays as it is.</summary>
    Keep,

    /// <summary>Its path is appended to a log.</summary>
    Log,

    /// <summary>It is deleted.</summary>
    Delete,

    /// <summary>Its path is appended to a log and it is deleted.</summary>
    LogAndDelete,
}
