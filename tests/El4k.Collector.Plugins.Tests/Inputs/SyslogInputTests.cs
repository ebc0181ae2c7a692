using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Codecs.Json;
using El4k.Collector.Plugins.Codecs.Plain;
using El4k.Collector.Plugins.Inputs.Syslog;
using El4k.Collector.Plugins.Tests.Filters;
using El4k.Collector.Plugins.Tests.Network;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Inputs;

public sealed class SyslogInputTests
{
    private static readonly ManualTime Noon = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));

    public static IEnumerable<object[]> Cases => CaseFile.Rows("Inputs/syslog.cases", 2);

    public static IEnumerable<object[]> EcsCases => CaseFile.Rows("Inputs/syslog-ecs.cases", 3);

    private static ICodec Plain { get; } = new PlainCodec(new PlainOptions(), PluginContext.For("codec"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_message_becomes_its_fields(string where, string message, string expected)
    {
        using var batch = new Decoded(new SyslogOptions { UseLabels = false, Timezone = "UTC" }, message);
        var fields = JsonNode.Parse(batch.Events.Single().ToJson())!.AsObject();
        var priority = (int)fields["priority"]!;
        Assert.Equal(priority >> 3, (int)fields["facility"]!);
        Assert.Equal(priority & 7, (int)fields["severity"]!);
        foreach (var name in (string[])["@version", "facility", "severity"])
        {
            fields.Remove(name);
        }

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), fields), $"{where}\n{expected}\n{fields.ToJsonString()}");
    }

    [Theory]
    [MemberData(nameof(EcsCases))]
    public async Task With_the_elastic_common_schema_a_message_becomes_its_fields(string where, string options, string message, string expected)
    {
        foreach (var mode in (string[])["v1", "v8"])
        {
            var loaded = CollectorConfiguration.LoadText(
                $"input {{ syslog {{ port => 0 timezone => \"UTC\" ecs_compatibility => {mode} {options} }} }}",
                "test.conf",
                new ConfigurationContext { Registry = BuiltInPlugins.CreateRegistry(), Clock = Noon });
            Assert.True(loaded.IsValid, string.Join('\n', loaded.Errors));
            var step = loaded.Definition.Inputs.Single();
            await using var input = await RunningInput.StartAsync(step.Plugin, step.Context.Codec!);
            await input.SendTcpAsync(message + "\n");
            FilterCase.AssertSame($"{where}, {mode}", expected, Assert.Single(await input.Published.WaitForAsync(1)).ToJson());
        }
    }

    [Theory]
    [InlineData("2027-01-01T00:30:00Z", "Dec 31 23:59:59", "2026-12-31T23:59:59.000Z")]
    [InlineData("2026-12-31T23:30:00Z", "Jan  1 00:00:01", "2027-01-01T00:00:01.000Z")]
    [InlineData("2026-06-01T00:00:00Z", "Dec 31 23:59:59", "2026-12-31T23:59:59.000Z")]
    [InlineData("2024-03-01T00:00:00Z", "Feb 29 12:00:00", "2024-02-29T12:00:00.000Z")]
    public void A_time_without_a_year_is_of_the_year_around_now(string now, string time, string expected)
    {
        using var batch = new Decoded(new SyslogOptions { Timezone = "UTC" }, $"<13>{time} host app: x", new ManualTime(DateTimeOffset.Parse(now)));
        Assert.Equal(expected, batch.Events[0].Timestamp.ToString());
    }

    [Theory]
    [InlineData("+02:00", "2026-11-01T10:00:00.000Z")]
    [InlineData("-0330", "2026-11-01T15:30:00.000Z")]
    [InlineData("Z", "2026-11-01T12:00:00.000Z")]
    [InlineData("Asia/Tokyo", "2026-11-01T03:00:00.000Z")]
    public void The_zone_may_be_an_offset(string zone, string instant)
    {
        using var batch = new Decoded(new SyslogOptions { Timezone = zone }, "<13>Nov  1 12:00:00 host app: x");
        Assert.Equal(instant, batch.Events[0].Timestamp.ToString());
    }

    [Fact]
    public void A_time_without_a_zone_is_of_the_option_timezone()
    {
        using var batch = new Decoded(new SyslogOptions { Timezone = "Europe/Berlin" }, "<13>Jul  1 12:00:00 host app: summer\n<13>Nov  1 12:00:00 host app: winter");
        Assert.Equal(["2026-07-01T10:00:00.000Z", "2026-11-01T11:00:00.000Z"], batch.Events.Select(item => item.Timestamp.ToString()));
    }

    [Theory]
    [InlineData("de", "Mär 11 22:14:15", "2026-03-11T22:14:15.000Z")]
    [InlineData("de_DE.UTF-8", "März  1 22:14:15", "2026-03-01T22:14:15.000Z")]
    [InlineData("de", "Okt 11 22:14:15", "2026-10-11T22:14:15.000Z")]
    [InlineData("de", "Oct 11 22:14:15", "2026-10-11T22:14:15.000Z")]
    [InlineData("fr", "févr. 11 22:14:15", "2026-02-11T22:14:15.000Z")]
    [InlineData("ru", "ноя 11 22:14:15", "2026-11-11T22:14:15.000Z")]
    [InlineData(null, "Okt 11 22:14:15", null)]
    [InlineData("de", "Okt1 11 22:14:15", null)]
    [InlineData("de", "févr. 11 22:14:15", null)]
    public void Months_are_read_in_the_language_of_the_option_locale(string? locale, string time, string? expected)
    {
        using var batch = new Decoded(new SyslogOptions { Timezone = "UTC", Locale = locale }, $"<13>{time} host app: x");
        var decoded = Assert.Single(batch.Events);
        Assert.Equal(expected is null, decoded.HasTag("_grokparsefailure_sysloginput"));
        if (expected is not null)
        {
            Assert.Equal(expected, decoded.Timestamp.ToString());
            Assert.Equal(time, decoded.Get(FieldReference.Parse("timestamp")));
            Assert.Equal("app", decoded.Get(FieldReference.Parse("program")));
        }
    }

    [Fact]
    public void A_locale_without_names_is_said_and_english_is_read()
    {
        var log = new RecordingLog();
        var codec = new SyslogCodec(Plain, new SyslogSettings(new SyslogOptions { Timezone = "UTC", Locale = "tlh" }, PluginContext.For("syslog", log, clock: Noon)));
        var batch = new EventBatchPool(Noon).Rent();
        codec.Decode("<13>Oct 11 22:14:15 host app: x"u8, batch);
        Assert.Equal("2026-10-11T22:14:15.000Z", batch[0].Timestamp.ToString());
        Assert.Contains("tlh", Assert.Single(log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Facility_and_severity_have_names_which_can_be_changed()
    {
        using var batch = new Decoded(new SyslogOptions(), "<165>Nov 25 10:00:00 host app: x");
        Assert.Equal("local4", batch.Events[0].Get(FieldReference.Parse("facility_label")));
        Assert.Equal("Notice", batch.Events[0].Get(FieldReference.Parse("severity_label")));
        using var few = new Decoded(new SyslogOptions { FacilityLabels = ["kern"], SeverityLabels = ["a", "b"] }, "<1>Nov 25 10:00:00 host app: x\n<165>Nov 25 10:00:00 host app: x");
        Assert.Equal("kern", few.Events[0].Get(FieldReference.Parse("facility_label")));
        Assert.Equal("b", few.Events[0].Get(FieldReference.Parse("severity_label")));
        Assert.False(few.Events[1].Contains(FieldReference.Parse("facility_label")));
    }

    [Fact]
    public void A_pattern_of_ones_own_takes_the_place_of_the_standards()
    {
        var options = new SyslogOptions { Timezone = "UTC", GrokPattern = "<%{POSINT:priority}>%{SYSLOGTIMESTAMP:timestamp} ~ %{WORD:[device][name]} ~ %{GREEDYDATA:message}" };
        using var batch = new Decoded(options, "<34>Oct 11 22:14:15 ~ router ~ link down\n<34>Oct 11 22:14:15 mymachine su: x");
        Assert.Equal(34L, batch.Events[0].Get(FieldReference.Parse("priority")));
        Assert.Equal("router", batch.Events[0].Get(FieldReference.Parse("[device][name]")));
        Assert.Equal("link down", batch.Events[0].Get(FieldReference.Message));
        Assert.Equal("2026-10-11T22:14:15.000Z", batch.Events[0].Timestamp.ToString());
        Assert.True(batch.Events[1].HasTag("_grokparsefailure_sysloginput"));
    }

    [Fact]
    public void The_message_may_lie_in_another_field()
    {
        var json = new JsonCodec(new JsonOptions(), PluginContext.For("codec"));
        using var batch = new Decoded(new SyslogOptions { Timezone = "UTC", SyslogField = FieldReference.Parse("[log][line]") }, """{"log":{"line":"<34>Oct 11 22:14:15 host su: text"}}""", codec: json);
        Assert.Equal("su", batch.Events[0].Get(FieldReference.Parse("program")));
        Assert.Equal("text", batch.Events[0].Get(FieldReference.Parse("[log][line]")));
    }

    /// <summary>What Logstash's pattern matches, the parser reads the same way.</summary>
    [Fact]
    public void The_parser_agrees_with_the_pattern_of_logstash()
    {
        var random = new Random(7);
        string[] hosts = ["host", "web-1.example.org", "10.0.0.1", "2001:db8::1"];
        string[] tags = ["", "su: ", "sshd[12]: ", "a.b-c/d: ", "%ASA-1-2: ", "CRON[7]: "];
        string[] texts = ["x", "text with [brackets] and: colons", "", "tail ", "<34>again", "ünïcode", "a[1] b: c"];
        var withPattern = new SyslogOptions { Timezone = "UTC", UseLabels = false, GrokPattern = "<%{POSINT:priority}>%{SYSLOGLINE}(?!never)" };
        for (var i = 0; i < 500; i++)
        {
            var time = random.Next(2) == 0 ? $"Oct {random.Next(1, 28),2} 22:14:{random.Next(60):00}" : $"2026-10-{random.Next(1, 28):00}T01:02:03Z";
            var message = $"<{random.Next(1, 192)}>{time} {hosts[random.Next(hosts.Length)]} {tags[random.Next(tags.Length)]}{texts[random.Next(texts.Length)]}";
            using var own = new Decoded(new SyslogOptions { Timezone = "UTC", UseLabels = false }, message);
            using var pattern = new Decoded(withPattern, message);
            foreach (var name in (string[])["priority", "timestamp", "timestamp8601", "logsource", "program", "pid", "@timestamp"])
            {
                Assert.Equal((message, name, pattern.Events[0].Get(FieldReference.Parse(name))), (message, name, own.Events[0].Get(FieldReference.Parse(name))));
            }

            // An empty capture is none, so the pattern leaves the whole message where nothing is left.
            if (pattern.Events[0].Get(FieldReference.Message) as string != message)
            {
                Assert.Equal(pattern.Events[0].Get(FieldReference.Message), own.Events[0].Get(FieldReference.Message));
            }
        }
    }

    [Fact]
    public void No_bytes_make_the_parser_fail_and_none_are_lost()
    {
        var random = new Random(3);
        var seeds = Cases.Select(row => Encoding.UTF8.GetBytes((string)row[1])).ToArray();
        var parser = new SyslogCodec(Plain, new SyslogSettings(new SyslogOptions(), PluginContext.For("syslog", clock: Noon)));
        var pool = new EventBatchPool(Noon);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = seeds[random.Next(seeds.Length)].ToArray();
            for (var changes = random.Next(4); changes >= 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(1, 256);
            }

            bytes = bytes[..random.Next(1, bytes.Length + 1)];
            var batch = pool.Rent();
            parser.Decode(bytes, batch);
            Assert.True(batch.Count == 1 || bytes.AsSpan().Trim("\r\n"u8).IsEmpty);
            batch.Complete(BatchOutcome.Delivered);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Both_framings_are_told_apart_for_each_message_however_it_arrives(int piece)
    {
        const string Header = "<13>Nov 25 10:00:00 h a: ";
        var stream = $"{Header.Length + 3}{' '}{Header}one{Header}two\n{Header}three\0{Header.Length + 9}{' '}{Header}with\nline12 no syslog\r\n99\n\n{Header}last";
        using var batch = new Decoded(new SyslogOptions(), stream, piece: piece);
        Assert.Equal(["one", "two", "three", "with\nline", "12 no syslog", "99", "last"], batch.Events.Select(item => item.Get(FieldReference.Message)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(100_000)]
    public void A_message_over_the_limit_is_cut_and_the_next_one_is_whole(int piece)
    {
        var options = new SyslogOptions { MaxMessageBytes = new ByteSize(2000) };
        var large = new string('x', 10_000);
        using var batch = new Decoded(options, $"<13>Nov 25 10:00:00 h a: {large}\n10005 <13>{large}x26 <13>Nov 25 10:00:00 h a: b", piece: piece);
        Assert.Equal([true, true, false], batch.Events.Select(item => item.HasTag("_linetoolong")));
        Assert.Equal("b", batch.Events[2].Get(FieldReference.Message));
    }

    [Fact]
    public async Task Messages_come_by_tcp_and_by_udp_on_one_port()
    {
        await using var input = await RunningInput.StartAsync(new SyslogInput(new SyslogOptions { Port = 0 }, PluginContext.For("syslog")), Plain);
        await input.SendTcpAsync("<34>Oct 11 22:14:15 mymachine su: by tcp\n");
        using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        udp.Connect(input.EndPoint);
        udp.Send("<34>1 2003-10-11T22:14:15.003Z mymachine su - - - by udp\n"u8);
        udp.Send("\n"u8);

        var events = await input.Published.WaitForAsync(2);
        Assert.Equal(["by tcp", "by udp"], events.Select(item => item.Get(FieldReference.Message)).Order());
        Assert.All(events, item => Assert.Equal("127.0.0.1", item.Get(FieldReference.Parse("host"))));
        Assert.All(events, item => Assert.Equal("mymachine", item.Get(FieldReference.Parse("logsource"))));
    }

    [Fact]
    public async Task With_proxy_protocol_the_host_is_the_real_client()
    {
        await using var input = await RunningInput.StartAsync(new SyslogInput(new SyslogOptions { Port = 0, ProxyProtocol = true }, PluginContext.For("syslog")), Plain);
        await input.SendTcpAsync("PROXY TCP4 192.0.2.7 192.0.2.1 1 2\r\n<34>Oct 11 22:14:15 mymachine su: x\n");
        Assert.Equal("192.0.2.7", (await input.Published.WaitForAsync(1))[0].Get(FieldReference.Parse("host")));
    }

    [Fact]
    public async Task Messages_come_over_an_encrypted_connection()
    {
        using var authority = new TestAuthority();
        var server = authority.Issue("server");
        var options = new SyslogOptions { Port = 0, SslEnabled = true, SslCertificate = server.CertificateFile, SslKey = server.KeyFile };
        await using var input = await RunningInput.StartAsync(new SyslogInput(options, PluginContext.For("syslog")), Plain);
        await using var stream = new System.Net.Security.SslStream(new NetworkStream(await input.ConnectAsync(), ownsSocket: true));
        await stream.AuthenticateAsClientAsync(authority.CreateClient());
        await stream.WriteAsync("35 <34>Oct 11 22:14:15 mymachine su: x"u8.ToArray());
        Assert.Equal("x", (await input.Published.WaitForAsync(1))[0].Get(FieldReference.Message));
    }

    [Theory]
    [InlineData("timezone")]
    [InlineData("grok_pattern")]
    [InlineData("max_message_bytes")]
    [InlineData("port")]
    public void What_cannot_be_meant_is_refused(string option)
    {
        var options = option switch
        {
            "timezone" => new SyslogOptions { Timezone = "Mars/Olympus" },
            "grok_pattern" => new SyslogOptions { GrokPattern = "%{NO_SUCH_PATTERN}" },
            "max_message_bytes" => new SyslogOptions { MaxMessageBytes = new ByteSize(1) },
            _ => new SyslogOptions { Port = 70_000 },
        };
        Assert.Equal(option, Assert.Throws<PluginOptionException>(() => new SyslogInput(options, PluginContext.For("syslog"))).Option);
    }

    /// <summary>What a stream of messages becomes.</summary>
    private sealed class Decoded : IDisposable
    {
        private readonly EventBatch _batch;

        public Decoded(SyslogOptions options, string stream, TimeProvider? clock = null, int piece = int.MaxValue, ICodec? codec = null)
        {
            clock ??= Noon;
            var decoder = new SyslogStreamCodec(codec ?? Plain, new SyslogSettings(options, PluginContext.For("syslog", clock: clock)), PluginContext.For("syslog"));
            _batch = new EventBatchPool(clock).Rent();
            var bytes = Encoding.UTF8.GetBytes(stream);
            for (var at = 0; at < bytes.Length; at += Math.Min(piece, bytes.Length))
            {
                decoder.Decode(bytes.AsSpan(at, Math.Min(piece, bytes.Length - at)), _batch);
            }

            decoder.Flush(_batch);
            Assert.Equal(0, decoder.HeldBytes);
        }

        public IReadOnlyList<Event> Events => _batch.Events.ToArray();

        public void Dispose() => _batch.Complete(BatchOutcome.Delivered);
    }
}
