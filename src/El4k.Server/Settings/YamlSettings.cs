using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace El4k.Server.Settings;

/// <summary>Reads the two YAML files of Logstash with the line of each key: <c>logstash.yml</c>, a map, and <c>pipelines.yml</c>, a list of maps.</summary>
internal static class YamlSettings
{
    /// <exception cref="SettingException">The text is not such a map.</exception>
    public static IReadOnlyList<YamlSetting> ReadMap(string text, string file) => Read(text, file, parser =>
    {
        var settings = new List<YamlSetting>();
        if (!parser.Accept<DocumentStart>(out _))
        {
            return settings;
        }

        parser.Consume<DocumentStart>();
        if (IsNothing(parser))
        {
            return settings;
        }

        ReadMap(parser, "", settings, file);
        return settings;
    });

    /// <exception cref="SettingException">The text is not such a list.</exception>
    public static IReadOnlyList<IReadOnlyList<YamlSetting>> ReadList(string text, string file) => Read(text, file, parser =>
    {
        var maps = new List<IReadOnlyList<YamlSetting>>();
        if (!parser.Accept<DocumentStart>(out _))
        {
            return maps;
        }

        parser.Consume<DocumentStart>();
        if (IsNothing(parser))
        {
            return maps;
        }

        if (!parser.TryConsume<SequenceStart>(out _))
        {
            throw Wrong(file, parser.Current!.Start.Line, "expected a list of pipelines: each begins with \"- pipeline.id: NAME\"");
        }

        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            var settings = new List<YamlSetting>();
            ReadMap(parser, "", settings, file);
            maps.Add(settings);
        }

        return maps;
    });

    private static T Read<T>(string text, string file, Func<Parser, T> read)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            return read(parser);
        }
        catch (YamlException e)
        {
            throw Wrong(file, e.Start.Line, "not valid YAML: " + e.Message);
        }
    }

    private static bool IsNothing(Parser parser) => parser.Current is Scalar { Value: "" or "null" or "~" };

    private static void ReadMap(Parser parser, string prefix, List<YamlSetting> settings, string file)
    {
        if (!parser.TryConsume<MappingStart>(out _))
        {
            throw Wrong(file, parser.Current!.Start.Line, "expected NAME: VALUE");
        }

        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            var name = prefix + key.Value;
            switch (parser.Current)
            {
                case Scalar value:
                    parser.MoveNext();
                    settings.Add(new YamlSetting(name, value.Value is "null" or "~" && value.IsPlainImplicit ? "" : value.Value, (int)key.Start.Line));
                    break;
                case MappingStart:
                    ReadMap(parser, name + ".", settings, file);
                    break;
                default:
                    parser.SkipThisAndNestedEvents();
                    settings.Add(new YamlSetting(name, null, (int)key.Start.Line));
                    break;
            }
        }
    }

    private static SettingException Wrong(string file, long line, string message) => new([$"{file}:{line}: error: {message}"]);
}
