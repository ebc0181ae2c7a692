namespace El4k.Server.Logging;

/// <summary>Names of pipelines.</summary>
internal static class PipelineId
{
    /// <summary>The pipeline of a process that names none.</summary>
    public const string Main = "main";
}
