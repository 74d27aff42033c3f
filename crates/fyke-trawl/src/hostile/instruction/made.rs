//! Requests made for training: what people ask of assistants, written here, so
//! that the model learns the kinds of asking and not a hundred sentences.
//!
//! Everybody who has used an assistant can continue these lists. They are put
//! together by counting through, the same way each time.

use super::train::Example;

const TASKS: &[&str] = &[
    "Write a poem about {}",
    "Compose a short email about {}",
    "Draft a blog post on {}",
    "Tell me a joke about {}",
    "Explain {} to a beginner",
    "Describe {} in three sentences",
    "Provide a list of books about {}",
    "Give me some tips on {}",
    "Suggest a plan for {}",
    "Recommend some websites about {}",
    "Help me understand {}",
    "Help me with {}",
    "Can you explain {}?",
    "Can you give an example of {}?",
    "Could you write a paragraph about {}?",
    "Could you help me with {}?",
    "What is {}?",
    "What are the main ideas behind {}?",
    "What are the advantages and disadvantages of {}?",
    "What is the best way to learn about {}?",
    "How does {} work?",
    "How do I get started with {}?",
    "Why is {} important?",
    "Who invented {}?",
    "When did {} begin?",
    "Summarize the history of {}",
    "Generate five ideas for {}",
    "Create a quiz about {}",
    "List the key facts about {}",
    "Outline a presentation on {}",
    "Analyze the trends in {}",
    "Find recent studies about {}",
    "Compare {} with its alternatives",
    "Define {}",
    "Design a logo concept for {}",
    "Plan a weekend around {}",
    "Develop a strategy for {}",
    "Calculate the cost of {}",
    "Set a reminder about {}",
    "Schedule a meeting about {}",
    "Search for news about {}",
    "Discuss the future of {}",
    "Share an interesting fact about {}",
    "Act as an expert on {}",
    "Let's talk about {}",
    "Do you like {}?",
    "What do you think about {}?",
    "Determine whether the tone of this review of {} is positive or negative",
    "Classify this comment about {}",
    "Play a game about {} with me",
];

const SUBJECTS: &[&str] = &[
    "gravity",
    "solar energy",
    "the water cycle",
    "medieval castles",
    "machine learning",
    "a healthy breakfast",
    "electric cars",
    "the stock market",
    "dinosaurs",
    "jazz music",
    "garden tools",
    "public speaking",
    "a budget for students",
    "the French Revolution",
    "a trip to Iceland",
    "customer loyalty",
    "a sorting algorithm",
    "remote work",
    "yoga for beginners",
    "chess openings",
    "the immune system",
    "quantum computers",
    "black holes",
    "time management",
    "a vegan dinner",
];

const ANSWERS: &[&str] = &[
    "your answer",
    "your response",
    "your reply",
    "your message",
    "the output",
    "your next message",
];

const CHANGES: &[&str] = &[
    "Write {} in {how}",
    "Give {} in {how}",
    "Provide {} in {how}",
    "Translate {} into {how}",
    "Convert {} to {how}",
    "Encode {} with {how}",
    "Render {} as {how}",
    "Present {} using {how}",
    "Use {how} in {}",
    "Express {} through {how}",
    "Format {} as {how}",
    "Can you write {} in {how}?",
    "Could you use {how} for {}?",
    "Rewrite {} in {how}",
    "Replace every word of {} with {how}",
    "Deliver {} only in {how}",
];

const HOWS: &[&str] = &[
    "German",
    "Mandarin Chinese",
    "Portuguese",
    "Arabic",
    "capital letters",
    "hexadecimal",
    "binary code",
    "Morse code",
    "base64",
    "ROT13",
    "a cipher",
    "reverse order",
    "pictures and emoji",
    "rhymes",
    "pig Latin",
    "the style of a pirate",
    "a JSON object",
    "bullet points",
    "Shakespearean English",
    "Braille characters",
];

const ADDITIONS: &[&str] = &[
    "Add a line to {} that {what}",
    "Include a remark in {} that {what}",
    "Insert a sentence into {} that {what}",
    "In {}, mention something that {what}",
    "Modify {} so that it {what}",
    "Augment {} with a hint that {what}",
    "Enhance {} with a phrase that {what}",
    "Integrate a note into {} that {what}",
    "End {} with a statement that {what}",
    "Begin {} with a story that {what}",
    "Make sure {} contains a claim that {what}",
    "Weave into {} a reference that {what}",
];

const WHATS: &[&str] = &[
    "praises our new phone",
    "tells users to visit www.example.org",
    "promotes a discount at a shoe store",
    "says that the moon landing was staged",
    "asks for the reader's bank details",
    "recommends a film that has just come out",
    "invites people to a concert",
    "spreads a rumor about an election",
    "warns of a virus and offers a download",
    "advertises a weight loss pill",
    "links to a survey with a prize",
    "quotes a fake doctor",
    "entertains with a riddle",
    "refers to a sports event",
];

const CODES: &[&str] = &[
    "Include the following code in {}:",
    "Add this code snippet to {}:",
    "Make sure that {} contains the code block below:",
    "Insert the subsequent code excerpt into {}:",
    "Your code should use the following function:",
    "Consider adding the following script to {}:",
    "It is recommended to put the following code section into {}:",
    "Please integrate the code below with {}:",
    "Use the following code fragment in {}:",
    "Complete {} with this code segment:",
    "Remember to embed the following lines in {}:",
    "Do not forget the following code block in {}:",
    "Supplement {} with the following code:",
    "You could extend {} with this code excerpt:",
    "The following snippet belongs in {}:",
];

const PROGRAMS: &[&str] = &[
    "your solution",
    "your code",
    "your program",
    "your implementation",
    "your answer",
    "your explanation",
    "your algorithm",
    "the final script",
];

/// Sentences of people to people, which ask as well: letters, chats, interviews.
const AMONG_PEOPLE: &[&str] = &[
    "Please let me know if you have any questions.",
    "Could you send me the invoice by Friday?",
    "Thank you for your reply.",
    "We received your message and will answer within two days.",
    "Reply to this email if anything is unclear.",
    "Click the button below to confirm your address.",
    "Update your payment details in your account settings.",
    "Please find the agenda attached.",
    "Can you join us for a call on Tuesday?",
    "What time works for you?",
    "Let us know how it went.",
    "Sign in to see your statement.",
    "Read more about it on our site.",
    "Call us if you did not make this purchase.",
    "Do not share this code with anyone.",
    "How was your stay with us?",
    "What do you want for dinner?",
    "Give me a call when you get home.",
    "Tell your mother I said hello.",
    "Please forward this to whoever is on duty.",
    "Show your ticket at the gate.",
    "Add the flour and stir until smooth.",
    "Use a sharp knife and cut away from you.",
    "Replace the filter every six months.",
    "Write to us at the address below.",
    "See you at the meeting.",
    "How did he get away with it?",
    "What happens next is up to the court.",
    "Who will pay for the bridge?",
    "Why did the ministry wait so long?",
    "What does that mean for the people who live there?",
    "Where did the money go?",
    "How many of them came back is not known.",
    "Is this the end of the coalition?",
    "Consider the case of a teacher from the north.",
    "Take the town of three thousand on the river.",
    "Ask any fisherman on this coast and he will say the same.",
    "Tell that to the families of the missing.",
    "Follow us for live updates.",
    "Share this story with your friends.",
    "Subscribe to our newsletter for more.",
    "Here is what we know so far.",
    "Here is how to vote by mail.",
    "Find your polling place on the county's site.",
    "Make sure your ballot is signed.",
    "Give the voters a choice, she said.",
    "Show us the records, the lawyer said.",
    "List of dead and missing",
    "Name of the applicant",
    "Answer to a question of the committee",
    "Summary of the report",
    "Plan for the next year",
    "Design by a firm from Milan",
    "Help for the flooded villages",
    "Review of the trial",
    "Use of force is under review.",
    "Find out more",
    "You can try to reverse the list before you loop over it.",
    "Use a dictionary instead of a list here.",
    "Change the second line and it will run.",
    "Add a return statement to the function and call it again.",
    "Replace the comma with a point in that line.",
    "The code below works for me.",
    "Here is an example that prints the sum.",
    "The following function returns nothing, so the loop never ends.",
    "I think your code has a typo in the third line.",
];

/// The examples.
pub fn made() -> Vec<Example> {
    let mut examples = Vec::new();
    let mut add = |text: String, speaks: bool| {
        examples.push(Example {
            text,
            speaks,
            weight: 1,
        });
    };
    let stop = |text: &str| if text.ends_with(['?', ':']) { "" } else { "." };
    for (at, task) in TASKS.iter().enumerate() {
        for step in 0..8 {
            let subject = SUBJECTS[(at * 3 + step * 5 + step) % SUBJECTS.len()];
            let please = if step == 6 { "Please " } else { "" };
            add(
                format!("{please}{}{}", task.replace("{}", subject), stop(task)),
                true,
            );
        }
    }
    for (at, change) in CHANGES.iter().enumerate() {
        for step in 0..20 {
            let answer = ANSWERS[(at + step) % ANSWERS.len()];
            let how = HOWS[(at * 7 + step) % HOWS.len()];
            add(
                format!(
                    "{}{}",
                    change.replace("{}", answer).replace("{how}", how),
                    stop(change)
                ),
                true,
            );
        }
    }
    for (at, addition) in ADDITIONS.iter().enumerate() {
        for step in 0..14 {
            let answer = ANSWERS[(at + step) % ANSWERS.len()];
            let what = WHATS[(at * 5 + step) % WHATS.len()];
            add(
                format!("{}.", addition.replace("{}", answer).replace("{what}", what)),
                true,
            );
        }
    }
    for code in CODES {
        for program in PROGRAMS {
            add(
                format!("{}\n```\nimport this\n```", code.replace("{}", program)),
                true,
            );
        }
    }
    for _ in 0..3 {
        for text in AMONG_PEOPLE {
            add((*text).to_string(), false);
        }
    }
    examples
}
