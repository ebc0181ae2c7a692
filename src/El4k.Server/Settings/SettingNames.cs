using System.Diagnostics.CodeAnalysis;
using El4k.Collector.Configuration;

namespace El4k.Server.Settings;

/// <summary>Finds settings by the names that people write, and says what is wrong with a name.</summary>
internal static class SettingNames
{
    private static readonly Dictionary<string, Setting> _byName = SettingList.All
        .SelectMany(setting => setting.FormerNames.Prepend(setting.Name).Select(name => (name, setting)))
        .ToDictionary(pair => pair.name, pair => pair.setting, StringComparer.Ordinal);

    /// <summary>Makes a value of a name and a text.</summary>
    /// <param name="origin">Where they stand, for messages.</param>
    /// <returns>False when there is none: the report says why.</returns>
    public static bool TryRead(string name, string text, string origin, SettingReport report, [NotNullWhen(true)] out SettingValue? value)
    {
        value = null;
        if (!_byName.TryGetValue(name, out var setting))
        {
            ReportUnknown(name, origin, report);
            return false;
        }

        if (setting.Name != name)
        {
            report.Warn(origin, $"{name} is the former name of {setting.Name}.");
        }

        try
        {
            if (text.Length > 0)
            {
                SettingText.Check(setting, text);
            }
        }
        catch (FormatException e)
        {
            report.Error(origin, $"{setting.Name}: \"{text}\" is not valid: {e.Message}.");
            return false;
        }

        if (text.Length == 0)
        {
            // As in Logstash's container images, nothing is not a value.
            return false;
        }

        value = new SettingValue(setting, text, origin);
        return true;
    }

    private static void ReportUnknown(string name, string origin, SettingReport report)
    {
        if (SettingList.IsIn(SettingList.WithoutUse, name))
        {
            report.Warn(origin, $"{name} has no use in EL4K and is ignored.");
        }
        else if (SettingList.IsIn(SettingList.NotYet, name))
        {
            report.Error(origin, $"{name} is not in EL4K yet: the monitoring API has no users and no TLS. Leave it on loopback, or put a proxy before it.");
        }
        else
        {
            report.Error(origin, $"There is no setting {name}. {NearestName.Suggest(name, SettingList.All.Select(setting => setting.Name), "") ?? "docs/configuration.md lists all."}");
        }
    }
}
