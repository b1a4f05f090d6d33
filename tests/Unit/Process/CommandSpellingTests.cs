using S3Contract.Charms;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Process;

/// <summary>The small things in which hook commands have ways of their own, each as Juju has it.</summary>
public sealed class CommandSpellingTests
{
    [TestCase("relation-set --help", "Usage: relation-set [options] key=value [key=value ...]\n\nSummary:\nSet relation settings.\n\nOptions:\n--app  (= false)\n--file  (= )\n--format (= \"\")\n-r, --relation  (= )\n")]
    [TestCase("state-set a=1 -h", "Usage: state-set [options] key=value [key=value ...]\n\nSummary:\nSet server-side-state values.\n\nOptions:\n--file  (= )\n")]
    [TestCase("juju-reboot --now --help", "Usage: juju-reboot [options]\n\nSummary:\nReboot the host machine.\n\nOptions:\n--now  (= false)\n")]
    [TestCase("state-delete --help", "Usage: state-delete <key>\n\nSummary:\nDelete server-side-state key value pairs.\n")]
    [TestCase("secret-add --help | head -n 1", "Usage: secret-add [options] [key[#base64|#file]=value...]\n")]
    [TestCase("goal-state --help", "Usage: goal-state [options]\n\nSummary:\nPrint the status of the charm's peers and related units.\n\nOptions:\n--format  (= yaml)\n-o, --output (= \"\")\n")]
    [TestCase("payload-register --help", "Usage: payload-register\n\nSummary:\nNot simulated by s3contract.\n")]
    public void Help_is_printed_and_nothing_done(string command, string printed)
    {
        HookStep step = ScriptCharm.Run($"{command} && state-get --format=json");
        Assert.Multiple(() =>
        {
            Assert.That((step.Outcome, step.Stdout, step.Stderr), Is.EqualTo((HookOutcome.Committed, printed + "null\n", "")));
            Assert.That(step.Entries.Where(entry => entry is Refusal or Lacking or DatabagWrite), Is.Empty);
        });
    }

    [Test]
    public void Every_command_that_is_simulated_says_what_it_is_for()
    {
        HookStep step = ScriptCharm.Run("""
            for c in "${PATH%%:*}"/*; do "$c" --help | grep -A1 '^Summary:$' | tail -n 1 | sed "s|^|${c##*/}: |"; done | grep 'Not simulated' | cut -d: -f1 | tr '\n' ' '
            """);
        Assert.That(step.Stdout, Is.EqualTo(
            "add-metric juju-exec k8s-raw-get k8s-raw-set k8s-spec-get k8s-spec-set payload-register payload-status-set payload-unregister pod-spec-get pod-spec-set storage-add "));
    }

    [TestCase("open-port --format=x 80/TCP", "open-port")]
    [TestCase("close-port 80 --format json", "close-port")]
    [TestCase("juju-log --format json hello", "juju-log")]
    [TestCase("relation-set -r peers:0 --format json a=1", "relation-set")]
    public void The_old_format_flag_is_accepted_with_a_notice(string line, string command)
    {
        using ScriptCharm charm = new(":", line);
        charm.Next();
        HookStep step = charm.Next();
        Assert.That((step.Outcome, step.Stderr), Is.EqualTo((HookOutcome.Committed, $"--format flag deprecated for command \"{command}\"")));
    }

    [Test]
    public void Ports_keep_their_endpoints()
    {
        using ScriptCharm charm = new(
            "open-port 9/udp; open-port 80/TCP --endpoints 's3, peers'; open-port 9", "opened-ports; opened-ports --endpoints --format=json; :");
        charm.Next();
        Assert.That(charm.Next().Stdout, Is.EqualTo("9/tcp\n80/tcp\n9/udp\n[\"9/tcp (*)\",\"80/tcp (peers, s3)\",\"9/udp (*)\"]\n"));
    }

    [Test]
    public void The_whole_network_has_its_former_names_in_yaml_only()
    {
        HookStep step = ScriptCharm.Run("network-get s3; network-get s3 --format=json; network-get s3 --primary-address; network-get s3 --bind-address --ingress-address");
        Assert.That(step.Stdout, Is.EqualTo("""
            bind-addresses:
            - mac-address: "00:00:00:00:00:00"
              interface-name: lo
              addresses:
              - hostname: ""
                value: 127.1.0.1
                cidr: 127.0.0.0/8
                address: 127.1.0.1
              macaddress: "00:00:00:00:00:00"
              interfacename: lo
            egress-subnets:
            - 127.1.0.1/32
            ingress-addresses:
            - 127.1.0.1
            {"bind-addresses":[{"mac-address":"00:00:00:00:00:00","interface-name":"lo","addresses":[{"hostname":"","value":"127.1.0.1","cidr":"127.0.0.0/8"}]}],"egress-subnets":["127.1.0.1/32"],"ingress-addresses":["127.1.0.1"]}
            127.1.0.1
            bind-address: 127.1.0.1
            ingress-address: 127.1.0.1

            """));
    }

    [Test]
    public void The_goal_state_has_the_units_first_and_yaml_as_its_format()
    {
        HookStep step = ScriptCharm.Run("goal-state; goal-state --format=json");
        Assert.That(step.Stdout, Is.EqualTo("""
            units:
              script/0:
                status: maintenance
                since: 2026-01-02 03:04:05Z
            relations: {}
            {"units":{"script/0":{"status":"maintenance","since":"2026-01-02 03:04:05Z"}},"relations":{}}

            """));
    }

    [Test]
    public void The_log_of_debug_is_debug_whatever_the_level()
    {
        HookStep step = ScriptCharm.Run("juju-log --debug -l ERROR one; juju-log -l '' two");
        Assert.That(step.Entries.OfType<Logged>().Select(entry => entry.Level), Is.EqualTo(new[] { LogLevel.Debug, LogLevel.Info }));
    }

    [TestCase("state-set a=1; state-delete; state-delete ''; state-get --format=json", "{\"a\":\"1\"}\n")]
    [TestCase("state-set a=1; state-delete a; state-get --format=json", "null\n")]
    public void A_state_without_a_name_is_not_deleted(string lines, string printed)
    {
        HookStep step = ScriptCharm.Run(lines);
        Assert.That((step.Outcome, step.Stdout, step.Stderr), Is.EqualTo((HookOutcome.Committed, printed, "")));
    }
}
