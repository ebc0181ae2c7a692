using El4k.Collector.Plugins.Network;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Network;

public sealed class RenewableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _clock = new(DateTimeOffset.UnixEpoch);
    private readonly RecordingLog _log = new();
    private int _reads;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_changed_file_is_read_again_once_but_not_looked_at_each_time()
    {
        var file = _folder.Write("a", "one");
        var renewable = Of(file);
        _folder.Write("a", "two");
        Assert.Equal("one", renewable.Current);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("two", renewable.Current);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("two", renewable.Current);
        Assert.Equal(2, _reads);
        Assert.Contains("the thing", Assert.Single(_log.Lines).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_is_said_and_what_was_before_is_kept_until_it_can()
    {
        var file = _folder.Write("a", "one");
        var renewable = Of(file);
        _folder.Write("a", "bad");
        for (var look = 0; look < 5; look++)
        {
            _clock.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal("one", renewable.Current);
        }

        Assert.Contains("ssl_thing: it is bad", Assert.Single(_log.Warnings), StringComparison.Ordinal);
        File.Delete(file);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("one", renewable.Current);
        _folder.Write("a", "two");
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("two", renewable.Current);
    }

    [Fact]
    public void A_failure_of_any_kind_keeps_what_was_before()
    {
        var file = _folder.Write("a", "one");
        var renewable = new Renewable<string>("the thing", [file], () => File.ReadAllText(file) is var text && text == "bad" ? throw new IOException("the folder went away") : text, Context());
        _folder.Write("a", "bad");
        for (var look = 0; look < 2; look++)
        {
            _clock.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal("one", renewable.Current);
        }

        Assert.Contains("the folder went away", Assert.Single(_log.Warnings), StringComparison.Ordinal);
        _folder.Write("a", "two");
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("two", renewable.Current);
    }

    [Fact]
    public void A_folder_and_a_link_are_looked_through()
    {
        Directory.CreateDirectory(_folder.At("first"));
        Directory.CreateDirectory(_folder.At("second"));
        _folder.Write("first/a", "one");
        _folder.Write("second/a", "two");
        File.SetLastWriteTimeUtc(_folder.At("second/a"), File.GetLastWriteTimeUtc(_folder.At("first/a")));
        File.CreateSymbolicLink(_folder.At("now"), _folder.At("first"));
        var file = Of(_folder.At("now/a"));
        var whole = new Renewable<string>("the thing", [_folder.At("now")], () => string.Concat(Directory.GetFiles(_folder.At("now")).Select(File.ReadAllText)), Context());
        File.Delete(_folder.At("now"));
        File.CreateSymbolicLink(_folder.At("now"), _folder.At("second"));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("two", file.Current);
        Assert.Equal("two", whole.Current);
    }

    [Fact]
    public void While_one_reads_the_others_have_what_was_before()
    {
        var file = _folder.Write("a", "one");
        Renewable<string>? renewable = null;
        string? meanwhile = null;
        renewable = new Renewable<string>(
            "the thing",
            [file],
            () =>
            {
                meanwhile = renewable is null ? null : Task.Run(() => renewable.Current).WaitAsync(TimeSpan.FromSeconds(20)).GetAwaiter().GetResult();
                return File.ReadAllText(file);
            },
            Context());
        _folder.Write("a", "two");
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("two", renewable.Current);
        Assert.Equal("one", meanwhile);
    }

    [Fact]
    public void What_is_wrong_at_the_beginning_is_refused() =>
        Assert.Throws<PluginOptionException>(() => Of(_folder.Write("a", "bad")));

    private Renewable<string> Of(string file) => new(
        "the thing",
        [file],
        () =>
        {
            _reads++;
            var text = File.Exists(file) ? File.ReadAllText(file) : "bad";
            return text == "bad" ? throw new PluginOptionException("ssl_thing", "it is bad") : text;
        },
        Context());

    private PluginContext Context() => PluginContext.For("tcp", _log, _clock);
}
