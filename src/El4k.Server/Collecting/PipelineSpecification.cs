using El4k.Collector.Pipeline;
using El4k.Collector.Queue;
using El4k.Server.Roles;
using El4k.Server.Settings;

namespace El4k.Server.Collecting;

/// <summary>A pipeline that is to run: its name, where its configuration comes from, its settings.</summary>
internal sealed record PipelineSpecification(string Id, PipelineSource Source, SettingValues Settings)
{
    /// <summary>The pipelines that the settings ask for.</summary>
    /// <param name="fallback">What a pipeline runs whose settings name no configuration; null makes that an error.</param>
    /// <exception cref="SettingException">A pipeline has no configuration, or two.</exception>
    public static IReadOnlyList<PipelineSpecification> All(CollectSettings settings, PipelineSource? fallback) => settings.Pipelines is { } pipelines
        ? [.. pipelines.Select(own => From(own, null))]
        : [From(settings.Node, fallback)];

    /// <summary>How the pipeline runs.</summary>
    /// <param name="region">The field <c>region</c> of every event that has none; none when empty.</param>
    /// <param name="data">The data folder, for the disk queue.</param>
    /// <exception cref="RoleStartException">Settings contradict each other.</exception>
    public PipelineSettings Run(string region = "", string data = "")
    {
        var settings = new PipelineSettings
        {
            PipelineId = Id,
            BatchSize = Settings.Count(SettingList.BatchSize),
            BatchDelay = Settings.Milliseconds(SettingList.BatchDelay),
            QueueType = Settings.Text(SettingList.QueueType) == "persisted" ? QueueType.Persisted : QueueType.Memory,
            QueueFolder = Settings.Text(SettingList.PathQueue) is { Length: > 0 } folder ? Path.GetFullPath(folder) : Path.Combine(data, "queue"),
            QueueMaxBytes = Settings.Size(SettingList.QueueMaxBytes),
            QueuePageBytes = Settings.Size(SettingList.QueuePageCapacity),
            QueueDrain = Settings.Switch(SettingList.QueueDrain),
        };
        if (Settings.Text(SettingList.Ordered) == "true")
        {
            if (Settings.IsGiven(SettingList.Workers) && Settings.Count(SettingList.Workers) > 1)
            {
                throw new RoleStartException($"{Settings.OriginOf(SettingList.Ordered)}: pipeline.ordered is true, which needs one worker, and {Settings.OriginOf(SettingList.Workers)} asks for {Settings.Text(SettingList.Workers)}: leave one of the two out");
            }

            settings = settings with { Workers = 1 };
        }
        else if (Settings.IsGiven(SettingList.Workers))
        {
            settings = settings with { Workers = Settings.Count(SettingList.Workers) };
        }

        return region.Length == 0 ? settings : settings with { DefaultFields = new Dictionary<string, string> { ["region"] = region } };
    }

    /// <summary>The folder of the pipeline's dead letters.</summary>
    public string DeadLetterPath(string data) => Path.Combine(
        Settings.Text(SettingList.PathDeadLetters) is { Length: > 0 } given ? Path.GetFullPath(given) : Path.Combine(data, "dead-letters"), Id);

    /// <summary>The bounds of the pipeline's dead letters.</summary>
    public DeadLetterSettings DeadLetters() => new()
    {
        MaxBytes = Settings.Size(SettingList.DeadLettersMaxBytes),
        Policy = Settings.Text(SettingList.DeadLettersPolicy) == "drop_newer" ? DeadLetterPolicy.DropNewer : DeadLetterPolicy.DropOlder,
        MaxAge = Settings.Text(SettingList.DeadLettersAge).Length == 0 ? null : Settings.Time(SettingList.DeadLettersAge),
    };

    private static PipelineSpecification From(SettingValues settings, PipelineSource? fallback)
    {
        var file = settings.Text(SettingList.PathConfig);
        var text = settings.Text(SettingList.ConfigString);
        var id = settings.Text(SettingList.PipelineName);
        if (id.AsSpan().ContainsAny("/\\") || id is "." or "..")
        {
            throw new SettingException([$"{settings.OriginOf(SettingList.PipelineName)}: error: pipeline.id \"{id}\" cannot be the name of a folder: leave / and \\ out."]);
        }

        return (file.Length, text.Length) switch
        {
            ( > 0, > 0) => throw new SettingException([$"{settings.OriginOf(SettingList.ConfigString)}: error: path.config (-f) and config.string (-e) exclude each other: give the pipeline once."]),
            ( > 0, _) => new PipelineSpecification(id, PipelineSource.File(file), settings),
            (_, > 0) => new PipelineSpecification(id, PipelineSource.Text(text, settings.OriginOf(SettingList.ConfigString) == SettingList.ConfigString.Option ? "-e" : $"config.string of {id}"), settings),
            _ when fallback is not null => new PipelineSpecification(id, fallback, settings),
            _ => throw new SettingException([$"{settings.OriginOf(SettingList.PipelineName)}: error: The pipeline {id} has no configuration: give path.config or config.string."]),
        };
    }
}
