"""A requirer of S3 credentials, whoever runs its hooks: it is given Juju's environment, and a function that runs a hook command."""

import json

ENDPOINT = "s3"


class Requirer:
    def __init__(self, environment, call):
        self.environment, self.call = environment, call

    def answer(self, *command):
        """What a hook command answers in JSON; None if it answers nothing."""
        return json.loads(self.call(*command, "--format=json"))

    def ask(self, relation):
        """Asks for a bucket: the configured one, or one named after the relation. Only the leader may write for the application."""
        bucket = self.answer("config-get", "bucket") or "relation-" + number(relation)
        self.call("relation-set", "-r", relation, "--app", "--file", "-", text=json.dumps({"bucket": bucket}))

    def tell(self, event, relation):
        """Tells whoever watches the log that something happened to a relation; never what the keys are."""
        self.call("juju-log", "--", f"s3contract:event {event} relation={number(relation)}")

    def run(self):
        hook = self.environment["JUJU_DISPATCH_PATH"].rsplit("/", 1)[-1]
        relation = self.environment.get("JUJU_RELATION_ID", "")
        if hook in (ENDPOINT + "-relation-created", ENDPOINT + "-relation-joined"):
            if self.answer("is-leader"):
                self.ask(relation)
        elif hook in ("leader-elected", "config-changed"):
            # The leader before may have gone before it asked; and an option that changed is asked for anew.
            relations = self.answer("relation-ids", ENDPOINT)
            if relations and self.answer("is-leader"):
                for each in relations:
                    self.ask(each)
            elif not relations:
                self.call("status-set", "blocked", "Relate me to a provider of S3 credentials")
        elif hook == ENDPOINT + "-relation-changed":
            data = self.answer("relation-get", "-r", relation, "--app", "-", self.environment["JUJU_REMOTE_APP"])
            if data.get("access-key") and data.get("secret-key"):
                self.tell("credentials-changed", relation)
                self.call("status-set", "active", f"Using the bucket {data.get('bucket', '')[:64]!a}")
            else:
                self.call("status-set", "waiting", "Waiting for S3 credentials")
        elif hook == ENDPOINT + "-relation-broken":
            self.tell("credentials-gone", relation)
            self.call("status-set", "blocked", "Relate me to a provider of S3 credentials")


def number(relation):
    """The number of a relation named ENDPOINT:NUMBER."""
    return relation.rsplit(":", 1)[-1]
