using System.Text;

namespace El4k.Server.Settings;

/// <summary>The files of the folder <c>path.settings</c>, with <c>${NAME}</c> and <c>${NAME:default}</c> replaced.</summary>
internal sealed class SettingFiles(Func<string, string?> environment, SettingReport report)
{
    /// <summary>The values of a <c>logstash.yml</c>.</summary>
    /// <exception cref="SettingException">The file is no map.</exception>
    public IReadOnlyList<SettingValue> ReadMain(string file) => Values(YamlSettings.ReadMap(File.ReadAllText(file), file), file);

    /// <summary>The values of each pipeline of a <c>pipelines.yml</c>.</summary>
    /// <exception cref="SettingException">The file is no list.</exception>
    public IReadOnlyList<IReadOnlyList<SettingValue>> ReadPipelines(string file)
    {
        var pipelines = new List<IReadOnlyList<SettingValue>>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var map in YamlSettings.ReadList(File.ReadAllText(file), file))
        {
            var values = Values(map, file);
            foreach (var value in values.Where(value => !value.Setting.IsOfPipeline))
            {
                report.Error(value.Origin, $"{value.Setting.Name} is a setting of the whole program: write it into logstash.yml.");
            }

            var id = values.FirstOrDefault(value => value.Setting == SettingList.PipelineName);
            if (!ids.Add(id?.Text ?? SettingList.PipelineName.Default))
            {
                report.Error(id?.Origin ?? $"{file}:{map[0].Line}", $"Two pipelines have the pipeline.id {id?.Text ?? SettingList.PipelineName.Default}: give each its own.");
            }

            pipelines.Add(values);
        }

        return pipelines;
    }

    private List<SettingValue> Values(IReadOnlyList<YamlSetting> settings, string file)
    {
        var values = new List<SettingValue>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var setting in settings)
        {
            var origin = $"{file}:{setting.Line}";
            if (!seen.Add(setting.Name))
            {
                report.Error(origin, $"{setting.Name} stands here twice.");
            }
            else if (setting.Text is null && !SettingList.IsIn(SettingList.WithoutUse, setting.Name))
            {
                report.Error(origin, $"{setting.Name} takes one value, not a list.");
            }
            else if (TryExpand(setting.Text ?? "", origin, out var text) && SettingNames.TryRead(setting.Name, text, origin, report, out var value))
            {
                values.Add(value);
            }
        }

        return values;
    }

    private bool TryExpand(string text, string origin, out string expanded)
    {
        var result = new StringBuilder();
        var at = 0;
        while (text.IndexOf("${", at, StringComparison.Ordinal) is >= 0 and var open && text.IndexOf('}', open) is >= 0 and var close)
        {
            var parts = text[(open + 2)..close].Split(':', 2);
            var value = environment(parts[0]) ?? (parts.Length == 2 ? parts[1] : null);
            if (value is null)
            {
                report.Error(origin, $"The variable {parts[0]} is not set. Set it, or give a default: ${{{parts[0]}:value}}.");
                expanded = "";
                return false;
            }

            result.Append(text, at, open - at).Append(value);
            at = close + 1;
        }

        expanded = result.Append(text, at, text.Length - at).ToString();
        return true;
    }
}
